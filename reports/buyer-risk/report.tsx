/** The agency's risk review: figures first, then leads one by one, then a control sample, then the annexes. */
import type { Look } from "jabta/report";

const look: Look = ({ view, parts: { Cover, Notice, Summary, Grid, Split, Leads, Annexes } }) => {
  const t = (en: string, th: string) => view.text({ en, th });
  return (
    <>
      <Cover view={view} />
      <Notice view={view} />
      <Summary view={view} />
      <section>
        <h2>{t("Where and when", "ที่ใดและเมื่อใด")}</h2>
        <Split view={view} of="by_month" title={t("By month of signature", "จำแนกตามเดือนที่ลงนาม")} />
        <Split view={view} of="by_method" title={t("By method", "จำแนกตามวิธีจัดซื้อจัดจ้าง")} />
        <Split view={view} of="by_unit" title={t("By unit of the agency", "จำแนกตามหน่วยงานย่อย")} bars={15} most={60} />
        <Grid
          view={view}
          of="by_supplier"
          caption={t(
            "Companies with five contracts or more, by value; the share is of all contracts in scope",
            "นิติบุคคลที่มีตั้งแต่ห้าสัญญา เรียงตามมูลค่า สัดส่วนคิดจากสัญญาทั้งหมดในขอบเขต",
          )}
        />
      </section>
      <Leads view={view} />
      <section>
        <h2>{t("Control sample", "ตัวอย่างควบคุม")}</h2>
        <p>
          {t(
            "Contracts that no flag touches, drawn so that misses can be estimated. Rule: SHA-256 of the seed, a colon and the subject id; the smallest values are drawn.",
            "สัญญาที่ไม่มีข้อสังเกต สุ่มเพื่อประเมินรายการที่อาจตกหล่น กติกา: คำนวณ SHA-256 ของค่าเริ่มต้น เครื่องหมายทวิภาค และรหัสสิ่งที่ประเมิน แล้วเลือกค่าน้อยที่สุดตามลำดับ",
          )}
        </p>
        <Grid view={view} of="frame" caption={t("Frame", "กรอบตัวอย่าง")} />
        <Grid
          view={view}
          of="sample"
          caption={t("Drawn", "รายการที่สุ่มได้")}
          only={["subject_id", "process_title", "supplier_name", "signed_on", "amount"]}
          most={500}
        />
      </section>
      <Annexes view={view} />
    </>
  );
};

export default look;
