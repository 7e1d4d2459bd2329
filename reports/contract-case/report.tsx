/** One contract's case file: facts, changes, every answer, leads, annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <section>
        <h2>{t("Facts", "ข้อเท็จจริง")}</h2>
        <Grid
          view={view}
          of="contracts"
          caption={t("Parties and method", "คู่กรณีและวิธี")}
          only={["contract_id", "process_id", "process_title", "buyer_name", "supplier_name", "method", "category", "status"]}
        />
        <Grid
          view={view}
          of="contracts"
          caption={t("Amounts", "จำนวนเงิน")}
          only={["contract_id", "budget_amount", "reference_amount", "first_amount", "value_amount", "final_amount", "currency"]}
        />
        <Grid
          view={view}
          of="contracts"
          caption={t("Days", "วันที่")}
          only={["contract_id", "published_on", "signed_on", "starts_on", "first_ends_on", "ends_on", "completed_on"]}
        />
        <Grid view={view} of="read_in" caption={t("Read in", "อ่านจาก")} />
        <Grid view={view} of="amendments" caption={t("Changes after signature", "การแก้ไขหลังลงนาม")} />
        <Grid view={view} of="payments" caption={t("Payments", "การเบิกจ่าย")} />
        <Grid
          view={view}
          of="bids"
          caption={t("Bids", "ข้อเสนอ")}
          only={["tenderer_name", "status", "submitted_on", "value_amount", "currency"]}
        />
      </section>
      <Summary view={view} />
      <section>
        <h2>{t("Every question and its answer", "คำถามทุกข้อและคำตอบ")}</h2>
        <p>
          {t(
            "Questions about the contract, its purchase and its lots. Those about the agency or the supplier as a whole stand among the leads when they flag.",
            "คำถามเกี่ยวกับสัญญา โครงการจัดซื้อจัดจ้าง และล็อต คำถามเกี่ยวกับหน่วยงานหรือคู่สัญญาโดยรวมจะอยู่ในประเด็นที่ควรตรวจทานเมื่อมีข้อสังเกต",
          )}
        </p>
        <Grid
          view={view}
          of="answers"
          caption={t("Answers", "คำตอบ")}
          only={["indicator", "title", "subject_kind", "status", "reason"]}
          most={400}
        />
      </section>
      <Leads view={view} />
      <Annexes view={view} />
    </>
  );
};

export default look;
