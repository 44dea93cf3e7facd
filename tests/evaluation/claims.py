"""Gold claims by hand, for the tests of the scorer and of what is built on it."""

from warledger.evaluation.gold import ROLES, CodedClaim, Figure, GoldReport


def a_claim(
    type_: str = "attack", trigger: str = "attacked", harm: tuple[Figure, ...] = (), **roles: tuple[str, ...]
) -> CodedClaim:
    return CodedClaim(type_, "happened", trigger, {role: roles.get(role, ()) for role in ROLES}, harm)


def a_report(*claims: CodedClaim, id_: str = "r", text: str = "On Monday rebels attacked Kassab.") -> GoldReport:
    return GoldReport(id_, text, None, None, claims)
