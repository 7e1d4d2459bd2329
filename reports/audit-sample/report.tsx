/** A sample for audit: rule, frame, draw, and the whole frame behind it. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Grid, QualityAnnex, ReproductionAnnex, Glossary } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <section>
        <h2>{t("How it was drawn", "วิธีสุ่ม")}</h2>
        <p>
          {t(
            "Each contract has a key: SHA-256 of the seed, a colon and its id (as text, UTF-8). Random: the smallest keys. Stratified: by method and category, each stratum by its size, what is left over to the largest remainders, within each the smallest keys. Monetary unit: amounts of one currency are laid end to end in the order of ids; every interval from the start, a contract is hit; the start is the first 12 digits of SHA-256 of the seed, as a number, modulo the interval, plus one satang.",
            "สัญญาแต่ละรายการมีค่าคีย์ คือ SHA-256 ของค่าเริ่มต้น เครื่องหมายทวิภาค และรหัส (ข้อความ UTF-8) การสุ่มอย่างง่ายเลือกค่าคีย์น้อยที่สุด การสุ่มแบบแบ่งชั้นแบ่งตามวิธีและประเภท จัดสรรตามขนาดของชั้น ส่วนที่เหลือให้ชั้นที่มีเศษมากที่สุด แล้วเลือกค่าคีย์น้อยที่สุดในแต่ละชั้น การสุ่มตามหน่วยเงินเรียงจำนวนเงินสกุลเดียวกันต่อกันตามลำดับรหัส แล้วเลือกสัญญาที่ตรงกับทุกช่วงห่างนับจากจุดเริ่ม จุดเริ่มคือเลขฐานสิบหก 12 หลักแรกของ SHA-256 ของค่าเริ่มต้น หารเอาเศษด้วยช่วงห่าง บวกหนึ่งสตางค์",
          )}
        </p>
        <Grid view={view} of="frame_totals" caption={t("Frame", "กรอบตัวอย่าง")} />
        {view.setting("sampling") === "stratified" && (
          <Grid view={view} of="strata" caption={t("Strata", "ชั้นภูมิ")} only={["method", "category", "contracts_count", "drawn_count"]} />
        )}
        {view.setting("sampling") === "monetary-unit" && (
          <Grid view={view} of="monetary_units" caption={t("Interval and start", "ช่วงห่างและจุดเริ่ม")} />
        )}
      </section>
      <section>
        <h2>{t("Drawn", "รายการที่สุ่มได้")}</h2>
        <Grid
          view={view}
          of="sample"
          caption={t("Drawn", "รายการที่สุ่มได้")}
          only={["subject_id", "process_title", "supplier_name", "method", "category", "signed_on", "amount", "hits_count"]}
          most={5000}
        />
      </section>
      <section>
        <h2>{t("The frame, so that it can be drawn again", "กรอบตัวอย่างทั้งหมด เพื่อให้สุ่มซ้ำได้")}</h2>
        <Grid
          view={view}
          of="frame"
          caption={t("Frame, in the order of ids", "กรอบตัวอย่าง เรียงตามรหัส")}
          only={["frame_count", "subject_id", "method", "category", "amount", "cumulative_amount"]}
          most={20000}
        />
      </section>
      <QualityAnnex view={view} />
      <ReproductionAnnex view={view} />
      <Glossary view={view} />
    </>
  );
};

export default look;
