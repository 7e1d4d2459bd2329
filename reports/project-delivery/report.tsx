/** Projects: money, time, disclosure, progress, leads, annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Bars, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <section>
        <h2>{t("Projects", "โครงการ")}</h2>
        <Grid
          view={view}
          of="projects"
          caption={t("Money", "งบประมาณและค่าใช้จ่าย")}
          only={[
            "project_id",
            "title",
            "project_status",
            "first_budget_amount",
            "budget_amount",
            "final_amount",
            "currency",
            "growth_share",
          ]}
        />
        <Grid
          view={view}
          of="projects"
          caption={t("Time", "เวลา")}
          only={["project_id", "starts_on", "ends_on", "completed_on", "late_days", "processes_count"]}
        />
        <Bars
          view={view}
          of="projects"
          title={t(
            "Items that CoST asks to be disclosed proactively: disclosed, of all",
            "รายการที่มาตรฐาน CoST กำหนดให้เปิดเผยเชิงรุก: ที่เปิดเผย จากทั้งหมด",
          )}
          label="project_id"
          total="items_count"
          part="disclosed_count"
          legend={[t("disclosed", "ที่เปิดเผย"), t("not disclosed", "ที่ยังไม่เปิดเผย")]}
        />
        <Grid
          view={view}
          of="projects"
          caption={t("Disclosure score", "คะแนนการเปิดเผยข้อมูล")}
          only={["project_id", "disclosed_count", "items_count", "disclosed_share"]}
        />
        <Grid
          view={view}
          of="items"
          caption={t("Items, least disclosed first", "รายการ เรียงจากที่เปิดเผยน้อยที่สุด")}
          only={["item", "title", "disclosure_code", "disclosed_count", "projects_count"]}
          most={120}
        />
        <Grid view={view} of="progress" caption={t("Progress, forecast and measured", "ความก้าวหน้า แผนและผล")} />
        <Grid view={view} of="contract_changes" caption={t("Contracts of the projects", "สัญญาของโครงการ")} />
      </section>
      <Summary view={view} />
      <Leads view={view} />
      <Annexes view={view} />
    </>
  );
};

export default look;
