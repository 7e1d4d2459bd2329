// A flag as lists give it in JSON; the API's shape of it is held to this by its tests.
interface Party {
  id: string;
  name: string | null;
  kind: string;
}

export interface FlagItem {
  rank: number;
  flag_id: string;
  indicator: string;
  title: string;
  subject_kind: string;
  subject_id: string;
  level: string;
  says: string;
  evidence: Record<string, unknown>;
  process_id: string | null;
  contract_id: string | null;
  process_title: string | null;
  buyer: Party | null;
  supplier: Party | null;
  amount: string | null;
  currency: string | null;
}
