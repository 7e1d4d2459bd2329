/** What changed: since the run before, and in the month. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <section>
        <h2>{t("Flags since the run before", "ข้อสังเกตเทียบกับรอบก่อน")}</h2>
        <Grid view={view} of="compared" caption={t("Compared", "สิ่งที่เปรียบเทียบ")} />
        <Grid view={view} of="change_counts" caption={t("How many", "จำนวน")} />
        <Grid
          view={view}
          of="changes"
          caption={t("Which, and why", "รายการและสาเหตุ")}
          only={["change_code", "indicator", "title", "subject_id", "cause", "old", "new"]}
          most={200}
        />
      </section>
      <section>
        <h2>{t("In the month", "ในเดือนนี้")}</h2>
        <Grid view={view} of="signed" caption={t("Contracts signed", "สัญญาที่ลงนาม")} />
        <Grid view={view} of="amended" caption={t("Contracts changed", "สัญญาที่แก้ไข")} />
        <Grid view={view} of="reviewed" caption={t("Reviews", "การตรวจทาน")} />
      </section>
      <Summary view={view} />
      <Leads view={view} />
      <Annexes view={view} />
    </>
  );
};

export default look;
