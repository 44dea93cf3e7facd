"""ACLED's hierarchy of event types and the codes of its columns, as its codebook prints them.

The order of the types is ACLED's order of precedence. It says nothing of our own types: the codebook maps those.
"""

from types import MappingProxyType

from warledger.model.claim import ActorKind

POLITICAL_VIOLENCE = "Political violence"
DEMONSTRATIONS = "Demonstrations"
STRATEGIC = "Strategic developments"

# event type -> sub-event -> disorder type, highest first
HIERARCHY = MappingProxyType(
    {
        "Battles": {
            "Government regains territory": POLITICAL_VIOLENCE,
            "Non-state actor overtakes territory": POLITICAL_VIOLENCE,
            "Armed clash": POLITICAL_VIOLENCE,
        },
        "Protests": {
            "Excessive force against protesters": f"{POLITICAL_VIOLENCE}; {DEMONSTRATIONS}",
            "Protest with intervention": DEMONSTRATIONS,
            "Peaceful protest": DEMONSTRATIONS,
        },
        "Riots": {"Violent demonstration": DEMONSTRATIONS, "Mob violence": POLITICAL_VIOLENCE},
        "Explosions/Remote violence": {
            "Chemical weapon": POLITICAL_VIOLENCE,
            "Air/drone strike": POLITICAL_VIOLENCE,
            "Suicide bomb": POLITICAL_VIOLENCE,
            "Shelling/artillery/missile attack": POLITICAL_VIOLENCE,
            "Remote explosive/landmine/IED": POLITICAL_VIOLENCE,
            "Grenade": POLITICAL_VIOLENCE,
        },
        "Violence against civilians": {
            "Sexual violence": POLITICAL_VIOLENCE,
            "Attack": POLITICAL_VIOLENCE,
            "Abduction/forced disappearance": POLITICAL_VIOLENCE,
        },
        STRATEGIC: {
            "Agreement": STRATEGIC,
            "Arrests": STRATEGIC,
            "Change to group/activity": STRATEGIC,
            "Disrupted weapons use": STRATEGIC,
            "Headquarters or base established": STRATEGIC,
            "Looting/property destruction": STRATEGIC,
            "Non-violent transfer of territory": STRATEGIC,
            "Other": STRATEGIC,
        },
    }
)

# Actor kind -> ACLED's inter code. A kind that is not here (other) has no code of its own and is 8.
INTER = MappingProxyType(
    {
        ActorKind.STATE_FORCES: 1,
        ActorKind.REBEL_GROUP: 2,
        ActorKind.POLITICAL_MILITIA: 3,
        ActorKind.IDENTITY_MILITIA: 4,
        ActorKind.RIOTERS: 5,
        ActorKind.PROTESTERS: 6,
        ActorKind.CIVILIANS: 7,
        ActorKind.EXTERNAL_FORCES: 8,
        ActorKind.OTHER: 8,
    }
)


def disorder_type(event_type: str, sub_event: str) -> str:
    """ACLED's disorder type of a sub-event.

    >>> disorder_type("Riots", "Mob violence")
    'Political violence'
    """
    return HIERARCHY[event_type][sub_event]


def interaction(one: int, other: int) -> int:
    """The two-digit code of a pair of inter codes, the smaller first; 0 stands for no second side.

    >>> interaction(7, 1), interaction(3, 0)
    (17, 30)
    """
    low, high = sorted((one, other))
    return high * 10 if low == 0 else low * 10 + high
