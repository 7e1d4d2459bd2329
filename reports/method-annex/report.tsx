/** The method annex on its own: every question that ran. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Grid, MethodAnnex, ReproductionAnnex, Glossary } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <section>
        <h2>{t("Questions of this run", "คำถามในรอบการประเมินนี้")}</h2>
        <Grid
          view={view}
          of="methods"
          caption={t("Each question and its answers, over the whole run", "คำถามแต่ละข้อและคำตอบ ทั้งรอบการประเมิน")}
          only={["indicator", "title", "version", "maturity", "flagged_count", "clear_count", "no_data_count", "not_applicable_count"]}
          most={300}
        />
      </section>
      <MethodAnnex view={view} all />
      <ReproductionAnnex view={view} />
      <Glossary view={view} />
    </>
  );
};

export default look;
