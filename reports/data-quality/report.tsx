/** Data quality: coverage, what would mend it, files, fill rates. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Grid, Bars, QualityAnnex, ReproductionAnnex, Glossary } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <section>
        <h2>{t("Coverage", "ความครอบคลุม")}</h2>
        <p>
          {t("Judged of those that could be: judged and not testable together.", "สัดส่วนที่ประเมินได้ คิดจากที่ประเมินได้รวมกับที่ไม่สามารถตรวจสอบได้")}
        </p>
        <Grid view={view} of="coverage" caption={t("By question, over the whole run", "จำแนกตามคำถาม ทั้งรอบการประเมิน")} most={200} />
        <Bars
          view={view}
          of="mends"
          title={t("Missing fields by questions they stop", "ข้อมูลที่ขาดและจำนวนคำถามที่ประเมินไม่ได้")}
          label="reason"
          total="indicators_count"
          part="indicators_count"
          most={20}
        />
        <Grid view={view} of="mends" caption={t("Which field would mend what", "ข้อมูลใดจะช่วยให้ประเมินได้")} />
        <Grid
          view={view}
          of="conflicts"
          caption={t("Records of one release that say different things", "ระเบียนของรายการเผยแพร่เดียวกันที่ระบุต่างกัน")}
        />
      </section>
      <QualityAnnex view={view} />
      <ReproductionAnnex view={view} />
      <Glossary view={view} />
    </>
  );
};

export default look;
