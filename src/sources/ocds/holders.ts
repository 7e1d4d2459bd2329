// Who owns the organisations of a release, as the extensions for beneficial owners and shareholders tell it.

import type { Holding, OrganizationReference, Party } from "../../canon/release.ts";
import { entity } from "../register/register.ts";
import { maskedBefore, type Organisations } from "./clean-party.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { united } from "./element.ts";
import { decimalValue, elementsOf, textValue } from "./loose-value.ts";

/** Every organisation of the release with its holders, and these as parties; a person is masked. */
export function partiesWithHolders(raw: Raw, organisations: Organisations, cleaning: Cleaning): Party[] {
  const told = elementsOf(raw.parties, "/parties").flatMap(({ element, at }): Party[] => {
    if (!element.beneficialOwners && !element.shareholders) return [];
    const reference = organisations.reference(element);
    const party = reference && organisations.partyOf(reference);
    if (!party || party.kind === "natural") return [];
    const owners = elementsOf(element.beneficialOwners, `${at}/beneficialOwners`).flatMap(({ element: owner, at: place }) => {
      const holder = maskedBefore(textValue(owner.id)) ?? organisations.sameAs(owner) ?? beneficialOwner(owner, cleaning);
      return holder ? [{ holder, holding: holdingOf("owner", holder, place) }] : [];
    });
    const shareholders = elementsOf(element.shareholders, `${at}/shareholders`).flatMap(({ element: share, at: place }) => {
      const holder = organisations.reference(share.shareholder);
      return holder ? [{ holding: holdingOf("shareholder", holder, place, share.shareholding) }] : [];
    });
    const holdings = united([...owners, ...shareholders].map(({ holding }) => holding));
    return holdings.length > 0 ? [...owners.map(({ holder }) => holder), { ...party, holdings }] : [];
  });
  return united([...organisations.parties(), ...told]);
}

/** A person, unless number or form says otherwise. The id counts the owners of one organisation and tells nobody apart. */
function beneficialOwner(owner: Raw, cleaning: Cleaning): Party | undefined {
  return entity({ ...owner, id: undefined }, cleaning, "natural");
}

function holdingOf(kind: Holding["kind"], { id: holder }: OrganizationReference | Party, at: string, shareholding?: unknown): Holding {
  const share = decimalValue(shareholding);
  const isShare = share !== undefined && share !== null && Number(share) >= 0 && Number(share) <= 1;
  return compact<Holding>({ id: `${kind} ${holder}`, at, holder, kind, share: isShare ? share : undefined });
}
