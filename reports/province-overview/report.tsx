/** A province in figures, always with their denominators, then leads and annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Split, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <Summary view={view} />
      <section>
        <h2>{t("Where", "ที่ใด")}</h2>
        <Split view={view} of="by_province" title={t("By province of the agency", "จำแนกตามจังหวัดของหน่วยงาน")} />
        <Split
          view={view}
          of="by_agency"
          title={t("Agencies with five judged contracts or more", "หน่วยงานที่มีสัญญาประเมินได้ตั้งแต่ห้าสัญญา")}
          bars={20}
        />
      </section>
      <section>
        <h2>{t("When and what", "เมื่อใดและอะไร")}</h2>
        <Split view={view} of="by_year" title={t("By fiscal year", "จำแนกตามปีงบประมาณ")} />
        <Split view={view} of="by_category" title={t("By category", "จำแนกตามประเภท")} />
      </section>
      <Leads view={view} />
      <Annexes view={view} />
    </>
  );
};

export default look;
