/** A supplier's profile: figures, contracts, leads, annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Bars, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <Summary view={view} />
      <section>
        <h2>{t("With whom, when and how", "กับใคร เมื่อใด และอย่างไร")}</h2>
        <Bars
          view={view}
          of="by_year"
          title={t("Contracts by fiscal year", "จำนวนสัญญาตามปีงบประมาณ")}
          label="fiscal_year"
          total="contracts_count"
          part="flagged_count"
        />
        <Grid view={view} of="by_year" caption={t("By fiscal year", "จำแนกตามปีงบประมาณ")} />
        <Bars
          view={view}
          of="by_buyer"
          title={t("Contracts by agency", "จำนวนสัญญาตามหน่วยงาน")}
          label="buyer_name"
          total="contracts_count"
          part="flagged_count"
          most={15}
        />
        <Grid view={view} of="by_buyer" caption={t("By agency", "จำแนกตามหน่วยงาน")} most={60} />
        <Grid view={view} of="by_method" caption={t("By method", "จำแนกตามวิธีจัดซื้อจัดจ้าง")} />
        <Grid
          view={view}
          of="contracts"
          caption={t("Contracts, newest first", "สัญญา เรียงจากใหม่ไปเก่า")}
          only={["subject_id", "process_title", "buyer_name", "method", "signed_on", "amount", "flagged_count"]}
          most={150}
        />
      </section>
      <Leads view={view} most={Number(view.setting("most_leads"))} />
      <Annexes view={view} />
    </>
  );
};

export default look;
