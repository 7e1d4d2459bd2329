/** A province in figures, always with their denominators, then leads and annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Bars, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <Summary view={view} />
      <section>
        <h2>{t("Where", "ที่ใด")}</h2>
        <Bars
          view={view}
          of="by_province"
          title={t("Contracts by province of the agency", "จำนวนสัญญาตามจังหวัดของหน่วยงาน")}
          label="province"
          total="contracts_count"
          part="flagged_count"
        />
        <Grid view={view} of="by_province" caption={t("By province of the agency", "จำแนกตามจังหวัดของหน่วยงาน")} />
        <Bars
          view={view}
          of="by_agency"
          title={t("Contracts by agency", "จำนวนสัญญาตามหน่วยงาน")}
          label="buyer_name"
          total="contracts_count"
          part="flagged_count"
          most={20}
        />
        <Grid view={view} of="by_agency" caption={t("Agencies with five judged contracts or more", "หน่วยงานที่มีสัญญาประเมินได้ตั้งแต่ห้าสัญญา")} />
      </section>
      <section>
        <h2>{t("When and what", "เมื่อใดและอะไร")}</h2>
        <Grid view={view} of="by_year" caption={t("By fiscal year", "จำแนกตามปีงบประมาณ")} />
        <Grid view={view} of="by_category" caption={t("By category", "จำแนกตามประเภท")} />
      </section>
      <Leads view={view} most={Number(view.setting("most_leads"))} />
      <Annexes view={view} />
    </>
  );
};

export default look;
