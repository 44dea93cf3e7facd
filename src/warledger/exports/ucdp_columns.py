"""The 49 columns of UCDP GED in their order, and what each holds when a claim is written under them."""

from warledger.exports.form import Column

UCDP_ONLY = "UCDP's own number; the ledger does not know it."
OLD_NUMBER = "A number that only old versions of UCDP's data use."

COLUMNS = (
    Column("id", "A number made from the incident's id; the same every time."),
    Column("relid", "The incident's id in the ledger."),
    Column("year", "The year of date_start."),
    Column("active_year", "Whether the dyad passed 25 deaths in the year: not known to the ledger.", filled=False),
    Column("code_status", "UCDP's note on candidate events: not known to the ledger.", filled=False),
    Column(
        "type_of_violence", "1 state-based, 2 non-state, 3 one-sided; empty when the kinds of the sides leave it open."
    ),
    Column("conflict_dset_id", OLD_NUMBER, filled=False),
    Column("conflict_new_id", UCDP_ONLY, filled=False),
    Column("conflict_name", "The name of the dyad in non-state and one-sided violence; empty in state-based violence."),
    Column("dyad_dset_id", OLD_NUMBER, filled=False),
    Column("dyad_new_id", UCDP_ONLY, filled=False),
    Column("dyad_name", "The two sides, joined by a dash; empty when one is not known."),
    Column("side_a_dset_id", OLD_NUMBER, filled=False),
    Column("side_a_new_id", UCDP_ONLY, filled=False),
    Column("side_a", "In state-based violence the government (Government of X), else who did it."),
    Column("side_b_dset_id", OLD_NUMBER, filled=False),
    Column("side_b_new_id", UCDP_ONLY, filled=False),
    Column("side_b", "The other side; Civilians in one-sided violence."),
    Column("number_of_sources", "How many independent voices tell it; copies of one text are one."),
    Column(
        "source_article",
        "Publisher, day and headline of the report whose toll is best, in one pair of quotation marks.",
    ),
    Column("source_office", "The publisher."),
    Column("source_date", "The day of publication, YYYY-MM-DD."),
    Column("source_headline", "The title of the report."),
    Column("source_original", "Whom the report gives the claim to, separated by semicolons."),
    Column("where_prec", "1 a named place; 2 near one; 3 a district; 4 a province; 6 a country."),
    Column("where_coordinates", "The name of the resolved place."),
    Column("where_description", "The report's own words for the place, separated by semicolons."),
    Column("adm_1", "The province of the resolved place."),
    Column("adm_2", "The district of the resolved place, where the gazetteer has it."),
    Column("latitude", "Degrees, up to six decimals."),
    Column("longitude", "Degrees, up to six decimals."),
    Column("geom_wkt", "The point in well-known text, longitude first."),
    Column("priogrid_gid", "The PRIO-GRID cell that holds the point."),
    Column("country", "UCDP's name of the country."),
    Column("country_id", "Gleditsch and Ward's number of the country."),
    Column("region", "Africa, Americas, Asia, Europe or Middle East."),
    Column("event_clarity", "1 an incident told of by itself; 2 one figure over several days of fighting."),
    Column("date_prec", "1 a day; 2 two to six days, or a day that is a guess; 3 a week; 4 a month; 5 up to a year."),
    Column("date_start", "The first possible day, with a time of zero as UCDP prints it."),
    Column("date_end", "The last possible day, with a time of zero."),
    Column("deaths_a", "The dead of side A; 0 in one-sided violence."),
    Column("deaths_b", "The dead of side B; 0 in one-sided violence."),
    Column("deaths_civilians", "Dead civilians."),
    Column("deaths_unknown", "The dead of whom the report does not say whose they were."),
    Column(
        "best", "The sum of the four: of rival figures the lower, of a range the lower end, the number of an about."
    ),
    Column("high", "The highest figure that a voice gives; where it has no ceiling, the figure itself."),
    Column("low", "The lowest figure that a voice gives; 1 where deaths are told of with no floor."),
    Column("gwnoa", "Gleditsch and Ward's number of side A when it is a state, else empty."),
    Column("gwnob", "Gleditsch and Ward's number of side B when it is a state, else empty."),
)
