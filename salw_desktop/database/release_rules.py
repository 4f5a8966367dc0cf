"""What a campaign promised to those who brought, said once more in SQL: no release goes beyond it."""

from __future__ import annotations

from salw_desktop.database.rule_terms import Rule, has_role
from salw_desktop.domain.people import Role

# `.format(item=…)`: what the campaigns of a weapon let go out, one row for each of its comings. A bringer of whom
# nothing is kept is a child, or somebody whom nobody may find: of such a coming the weapon alone goes out.
PROMISED = (
    "SELECT may_go_out FROM campaign WHERE id = (SELECT campaign FROM weapon WHERE weapon.id = {item})"
    " UNION SELECT iif(may_go_out = 'everything' AND brought_by IN ('person', 'group', 'community') AND NOT EXISTS (SELECT 1 FROM person"
    " WHERE person.id = hand_in.person AND erased_at IS NULL), 'weapon only', may_go_out)"
    " FROM hand_in JOIN campaign ON campaign.id = hand_in.campaign WHERE hand_in.id IN"
    " (SELECT weapon.hand_in FROM weapon WHERE weapon.id = {item}"
    " UNION SELECT handed_in_again.hand_in FROM handed_in_again WHERE handed_in_again.weapon = {item})"
)


def rules_of_releases() -> list[Rule]:
    return [
        (
            "dossier_release_promised",
            "BEFORE INSERT ON dossier_release",
            "dossier_release: by a supervisor, and no more than the campaign promised",
            f"NOT {has_role('NEW.released_by', Role.SUPERVISOR, at='NEW.at')}"
            f" OR 'nothing' IN ({PROMISED.format(item='NEW.weapon')})"
            f" OR NEW.content = 'everything' AND 'weapon only' IN ({PROMISED.format(item='NEW.weapon')})",
        ),
        (
            "campaign_promise",
            "BEFORE INSERT ON campaign",
            "campaign: what may not be traced does not go out, and of the nameless the weapon alone",
            "NOT NEW.may_be_traced AND NEW.may_go_out <> 'nothing' OR NEW.may_go_out = 'everything'"
            " AND NOT NEW.is_named AND NEW.kind NOT IN ('found', 'seized')",
        ),
    ]
