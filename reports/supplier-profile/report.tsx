/** A supplier's profile: figures, contracts, leads, annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Split, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <Summary view={view} />
      <section>
        <h2>{t("With whom, when and how", "กับใคร เมื่อใด และอย่างไร")}</h2>
        <Split view={view} of="by_year" title={t("By fiscal year", "จำแนกตามปีงบประมาณ")} />
        <Split view={view} of="by_buyer" title={t("By agency", "จำแนกตามหน่วยงาน")} bars={15} most={60} />
        <Split view={view} of="by_method" title={t("By method", "จำแนกตามวิธีจัดซื้อจัดจ้าง")} />
        <Grid
          view={view}
          of="contracts"
          caption={t("Contracts, newest first", "สัญญา เรียงจากใหม่ไปเก่า")}
          only={["subject_id", "process_title", "buyer_name", "method", "signed_on", "amount", "flagged_count"]}
          most={150}
        />
      </section>
      <Leads view={view} />
      <Annexes view={view} />
    </>
  );
};

export default look;
