package io.leaddispatcher.domain.territory;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;
import static io.leaddispatcher.domain.document.Violation.Code.WRONG_TYPE;
import static io.leaddispatcher.domain.lead.Leads.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TerritoriesTest {

    private static final AccountKey ACME = new AccountKey("acme");
    private static final Lead BERLIN =
            lead("company.country", "DE", "company.state", "BE", "company.postalCode", "10115");

    private final Violations violations = new Violations();
    private Territories territories = Territories.of(List.of());

    @Test
    void theMostSpecificClaimWins() {
        put("country", "countries", List.of("Germany"));
        assertThat(resolve(BERLIN)).containsExactly("country");
        put("state", "states", List.of("de-be"));
        assertThat(resolve(BERLIN)).containsExactly("state");
        put("range", "postalPrefixes", List.of("DE:10000-10999"));
        assertThat(resolve(BERLIN)).containsExactly("range");
        put("prefix", "postalPrefixes", List.of("DE:1"));
        assertThat(resolve(BERLIN)).containsExactly("prefix");
        put("longer", "postalPrefixes", List.of("DE:101"));
        assertThat(resolve(BERLIN)).containsExactly("longer");
        put("named", "accounts", List.of("acme"));
        assertThat(resolve(BERLIN)).containsExactly("longer");
        assertThat(territories.resolve(BERLIN, ACME)).containsExactly(new TerritoryKey("named"));
        assertThat(violations.list()).isEmpty();
    }

    @Test
    void whereRivalsMeetCanBeAskedBeforeALeadIsThere() {
        put("prefix", "postalPrefixes", List.of("DE:101", "DE:2", "FR:75"));
        put("range", "postalPrefixes", List.of("DE:100-105", "DE:10000-10999", "DE:3-4"));
        put("inner", "postalPrefixes", List.of("FR:70-79"), "parent", "prefix");
        put("outer", "postalPrefixes", List.of("DE:20-29"));

        assertThat(territories.contests())
                .containsExactly(
                        new Contest(
                                "DE",
                                "101",
                                List.of(new TerritoryKey("prefix"), new TerritoryKey("range"))));
        put("range", "postalPrefixes", List.of("DE:100-105"), "parent", "prefix");
        assertThat(territories.contests()).as("one is inside the other").isEmpty();
        put("range", "postalPrefixes", List.of("DE:100-105", "DE:101"));
        put("prefix", "postalPrefixes", List.of("DE:2-3"));
        assertThat(territories.contests()).as("nobody fights with themselves").isEmpty();
    }

    @Test
    void nothingDecidesBetweenAPrefixAndARangeOfItsLength() {
        put("country", "countries", List.of("DE"));
        put("state", "states", List.of("DE-BE"));
        put("prefix", "postalPrefixes", List.of("DE:101"));
        assertThat(territories.rivals(BERLIN, null)).isEmpty();
        put("range", "postalPrefixes", List.of("DE:100-105"));
        assertThat(territories.rivals(BERLIN, null))
                .containsExactly(new TerritoryKey("prefix"), new TerritoryKey("range"));
        put("longer", "postalPrefixes", List.of("DE:1011"));
        assertThat(territories.rivals(BERLIN, null)).isEmpty();
        put("long-range", "postalPrefixes", List.of("DE:1000-1020"), "parent", "longer");
        assertThat(territories.rivals(BERLIN, null)).as("one is inside the other").isEmpty();
        put("long-range", "postalPrefixes", List.of("DE:1000-1020"));
        put("named", "accounts", List.of("acme"));
        assertThat(territories.rivals(BERLIN, null)).hasSize(2);
        assertThat(territories.rivals(BERLIN, ACME)).isEmpty();
        assertThat(territories.rivals(lead("company.country", "AT"), null)).isEmpty();
    }

    @Test
    void allThatATerritoryIsInsideOfComeBehindIt() {
        put("emea");
        put("dach", "countries", List.of("DE", "AT"), "parent", "emea");
        put("berlin", "states", List.of("DE-BE"), "parent", "dach");
        put("east", "postalPrefixes", List.of("DE:2"));

        assertThat(resolve(BERLIN)).containsExactly("berlin", "dach", "emea");
        assertThat(resolve(lead("company.country", "AT"))).containsExactly("dach", "emea");
        assertThat(resolve(lead("company.country", "FR"))).isEmpty();
        assertThat(resolve(lead())).isEmpty();
    }

    @Test
    void aChildBeatsItsParent() {
        put("parent", "countries", List.of("DE"), "postalPrefixes", List.of("DE:101"));
        put("child", "countries", List.of("DE"), "parent", "parent");
        put("grandchild", "countries", List.of("DE"), "parent", "child");

        put("parent", "countries", List.of("DE"), "postalPrefixes", List.of("DE:101", "DE:8-9"));

        assertThat(violations.list()).isEmpty();
        assertThat(resolve(BERLIN)).containsExactly("grandchild", "child", "parent");
    }

    @Test
    void aStateOfAnotherCountryClaimsNothing() {
        put("berlin", "states", List.of("DE-BE"));

        assertThat(resolve(lead("company.country", "FR", "company.state", "DE-BE"))).isEmpty();
    }

    @Test
    void postalCodesCompareWithoutBlanksAndHyphens() {
        put("warsaw", "postalPrefixes", List.of("pl:00-950"));
        put("amsterdam", "postalPrefixes", List.of("NL:1000 - 1099"));
        put("manhattan", "postalPrefixes", List.of("US:10001-10282"));

        assertThat(resolve(lead("company.country", "PL", "company.postalCode", "00-950")))
                .containsExactly("warsaw");
        assertThat(resolve(lead("company.country", "NL", "company.postalCode", "1012 ab")))
                .containsExactly("amsterdam");
        assertThat(resolve(lead("company.country", "US", "company.postalCode", "10001-2345")))
                .containsExactly("manhattan");
        assertThat(resolve(lead("company.country", "US", "company.postalCode", "10282")))
                .containsExactly("manhattan");
        assertThat(resolve(lead("company.country", "US", "company.postalCode", "10283"))).isEmpty();
        assertThat(resolve(lead("company.country", "US", "company.postalCode", "100"))).isEmpty();
    }

    @Test
    void aRangeOfLongerCodesIsMoreSpecific() {
        put("wide", "postalPrefixes", List.of("DE:10-19"));
        put("narrow", "postalPrefixes", List.of("DE:10000-10999"));

        assertThat(violations.list()).isEmpty();
        assertThat(resolve(BERLIN)).containsExactly("narrow");
        assertThat(resolve(lead("company.country", "DE", "company.postalCode", "11000")))
                .containsExactly("wide");
    }

    @Test
    void rangesAreFoundAsIfEachWereLookedAt() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            List<Claim.OfRange> ranges = new ArrayList<>();
            territories = Territories.of(List.of());
            for (int i = 0; i < 12; i++) {
                int from = random.nextInt(900);
                int to = Math.min(999, from + random.nextInt(200));
                String entry = "DE:%03d-%03d".formatted(from, to);
                Territory range =
                        read("r" + i, Map.of("name", "R", "postalPrefixes", List.of(entry)));
                territories = territories.with(range);
                ranges.add((Claim.OfRange) range.claims().get("/postalPrefixes/0"));
            }
            for (int code = 0; code < 1_000; code += 7) {
                String text = "%03d".formatted(code);

                assertThat(
                                resolve(lead("company.country", "DE", "company.postalCode", text))
                                        .isEmpty())
                        .isEqualTo(ranges.stream().noneMatch(range -> range.holds(text)));
            }
        }
    }

    @Test
    void twoThatClaimTheSameAreAConflictOfBothNames() {
        put("de", "countries", List.of("DE"));
        put("dach", "countries", List.of("AT", "DE"));

        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/countries/1", CONFLICT));
        assertThat(violations.list().getFirst().message())
                .isEqualTo(
                        "territories 'DACH' (dach) and 'DE' (de) both claim country DE, "
                                + "and neither is inside the other");
    }

    @Test
    void eachKindOfClaimCanConflict() {
        Map<String, Object> claims =
                Map.of(
                        "states", List.of("DE-BE"),
                        "accounts", List.of("acme"),
                        "postalPrefixes", List.of("DE:1", "DE:80000-81999"));
        put("one", claims);
        put("two", claims);
        put("three", Map.of("postalPrefixes", List.of("DE:81999-82000")));
        put("four", Map.of("postalPrefixes", List.of("DE:79000-79999", "AT:80000-81999")));

        assertThat(violations.list())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/accounts/0",
                        "/postalPrefixes/0",
                        "/postalPrefixes/1",
                        "/states/0",
                        "/postalPrefixes/0");
        assertThat(violations.list())
                .extracting(Violation::message)
                .anyMatch(message -> message.contains("account acme"))
                .anyMatch(message -> message.contains("postal code DE:1,"))
                .anyMatch(message -> message.contains("postal codes DE:80000-81999"))
                .anyMatch(message -> message.contains("state DE-BE"));
    }

    @Test
    void siblingsAreUnrelated() {
        put("emea");
        put("one", "countries", List.of("DE"), "parent", "emea");
        put("two", "countries", List.of("DE"), "parent", "emea");

        assertThat(violations.list())
                .extracting(Violation::pointer)
                .containsExactly("/countries/0");
    }

    @Test
    void whoeverMovesTakesTheConflictsOfThoseInsideAlong() {
        put("outer", "countries", List.of("DE"));
        put("middle", "parent", "outer");
        put("inner", "countries", List.of("DE"), "parent", "middle");
        assertThat(violations.list()).isEmpty();

        put("middle");

        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/parent", CONFLICT));
    }

    @Test
    void aTerritoryCannotBeInsideItself() {
        put("a");
        put("b", "parent", "a");
        put("c", "parent", "b");
        put("a", "parent", "c", "countries", List.of("DE"));
        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/parent", CONFLICT));

        // Even so, deciding comes to an end.
        assertThat(resolve(BERLIN)).contains("a", "b", "c");
        put("b", "parent", "c", "countries", List.of("DE"));
        assertThat(resolve(BERLIN)).isNotEmpty();
    }

    @Test
    void whatItNamesMustBeKnown() {
        put("x", "parent", "nowhere", "accounts", List.of("nobody", "acme"));

        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(
                        tuple("/parent", UNKNOWN_REFERENCE),
                        tuple("/accounts/0", UNKNOWN_REFERENCE));
        assertThatThrownBy(() -> territories.check(new TerritoryKey("y"), _ -> true, violations))
                .hasMessageContaining("y");
    }

    @Test
    void whatIsWrongIsNamedAtOnce() {
        Part document =
                Part.root(
                        Map.of(
                                "key", "x",
                                "countries", List.of("Atlantis", "DE"),
                                "states", List.of("BE"),
                                "postalPrefixes", List.of("101", "XX:1", "DE:2-1", "DE:"),
                                "accounts", List.of("not a key"),
                                "parent", "not a key",
                                "size", "x"),
                        violations);

        assertThat(Territory.read(new TerritoryKey("x"), document)).isEmpty();
        assertThat(Territory.read(new TerritoryKey("x"), Part.root("text", violations))).isEmpty();
        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(
                        tuple("/name", REQUIRED),
                        tuple("/accounts/0", MALFORMED),
                        tuple("/postalPrefixes/0", MALFORMED),
                        tuple("/postalPrefixes/1", MALFORMED),
                        tuple("/postalPrefixes/2", OUT_OF_RANGE),
                        tuple("/postalPrefixes/3", MALFORMED),
                        tuple("/states/0", MALFORMED),
                        tuple("/countries/0", MALFORMED),
                        tuple("/parent", MALFORMED),
                        tuple("/size", UNKNOWN_PROPERTY),
                        tuple("", WRONG_TYPE));
    }

    private List<String> resolve(Lead lead) {
        return territories.resolve(lead, null).stream().map(TerritoryKey::value).toList();
    }

    private void put(String key, Object... namesAndValues) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            document.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        put(key, document);
    }

    private void put(String key, Map<String, Object> claims) {
        Map<String, Object> document = new LinkedHashMap<>(claims);
        document.put("name", key.toUpperCase(java.util.Locale.ROOT));
        Territory territory = read(key, document);
        assertThat(territory.name()).isEqualTo(document.get("name"));
        territories = territories.with(territory);
        territories.check(territory.key(), ACME::equals, violations);
    }

    private Territory read(String key, Map<String, ?> document) {
        return Territory.read(new TerritoryKey(key), Part.root(document, violations)).orElseThrow();
    }
}
