package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;
import static io.leaddispatcher.domain.document.Violation.Code.WRONG_TYPE;
import static io.leaddispatcher.domain.lead.Leads.body;
import static io.leaddispatcher.domain.lead.Leads.document;
import static io.leaddispatcher.domain.lead.Leads.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadReaderTest {

    @Test
    void aBodyIsReadAndNormalised() {
        LeadBody body =
                body(
                        "externalId", " hs-123 ",
                        "kind", "meeting",
                        "receivedAt", "2026-11-21t10:30:00+01:00",
                        "contact.email", " Ana@Acme.DE ",
                        "contact.phone", "030 1234567",
                        "company.domain", "https://www.acme.de/en",
                        "company.country", "Germany",
                        "company.state", "Berlin",
                        "company.employees", "240",
                        "company.geo", Map.of("lat", new BigDecimal("52.5"), "lon", "13.4"),
                        "company.externalIds", Map.of("hubspot-main", "77"),
                        "lead.score", 82,
                        "lead.language", "de-CH",
                        "lead.currency", "eur",
                        "lead.timeZone", "europe/berlin",
                        "custom.gpuCount", 8,
                        "custom.vip", "TRUE",
                        "custom.birth.day", "2001-02-03",
                        "custom.since", "2026-12-01",
                        "custom.tags", Arrays.asList("a", " ", "b"));

        assertThat(body.issues()).isEmpty();
        assertThat(body.externalId()).isEqualTo("hs-123");
        assertThat(body.kind()).isEqualTo(LeadKind.MEETING);
        assertThat(body.receivedAt()).isEqualTo(Instant.parse("2026-11-21T09:30:00Z"));
        assertThat(body.values())
                .containsEntry("contact.email", text("ana@acme.de"))
                .containsEntry("contact.phone", text("+49301234567"))
                .containsEntry("company.domain", text("acme.de"))
                .containsEntry("company.country", text("DE"))
                .containsEntry("company.state", text("DE-BE"))
                .containsEntry("company.employees", number("240"))
                .containsEntry("company.geo", new FieldValue.Geo(52.5, 13.4))
                .containsEntry("company.externalIds.hubspot-main", text("77"))
                .containsEntry("lead.score", number("82"))
                .containsEntry("lead.language", text("de"))
                .containsEntry("lead.currency", text("EUR"))
                .containsEntry("lead.timeZone", text("Europe/Berlin"))
                .containsEntry("custom.gpuCount", number("8"))
                .containsEntry("custom.vip", new FieldValue.Bool(true))
                .containsEntry("custom.birth.day", new FieldValue.Day(LocalDate.of(2001, 2, 3)))
                .containsEntry(
                        "custom.since",
                        new FieldValue.Moment(Instant.parse("2026-12-01T00:00:00Z")))
                .containsEntry("custom.tags", new FieldValue.Items(List.of("a", "b")));
    }

    @Test
    void whatIsTooLongLosesItsEndAndIsAnIssue() {
        String name = "n".repeat(1_000);
        String prose = "p".repeat(20_000);

        LeadBody longest =
                body(
                        "externalId",
                        "1",
                        "company.name",
                        name,
                        "lead.message",
                        prose,
                        "custom.tags",
                        List.of(prose));
        LeadBody tooLong =
                body(
                        "externalId",
                        "1",
                        "company.name",
                        "n".repeat(999) + "\uD83D\uDE80",
                        "lead.message",
                        prose + "!",
                        "custom.tags",
                        Collections.nCopies(1_001, prose + "!"));

        assertThat(longest.issues()).isEmpty();
        assertThat(longest.values())
                .containsEntry("company.name", text(name))
                .containsEntry("lead.message", text(prose));
        assertThat(tooLong.values())
                .containsEntry("company.name", text("n".repeat(999)))
                .containsEntry("lead.message", text(prose))
                .containsEntry(
                        "custom.tags", new FieldValue.Items(Collections.nCopies(1_000, prose)));
        assertThat(tooLong.issues().getFirst().refusal())
                .isEqualTo("must have at most 1000 characters");
        assertThat(tooLong.issues())
                .extracting(Issue::pointer, Issue::code)
                .contains(
                        tuple("/company/name", OUT_OF_RANGE),
                        tuple("/lead/message", OUT_OF_RANGE),
                        tuple("/custom/tags", OUT_OF_RANGE),
                        tuple("/custom/tags/0", OUT_OF_RANGE));
    }

    @Test
    void whatCannotBeUsedIsAnIssueAndMissing() {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("lat", BigDecimal.valueOf(91));
        odd.put("lon", "x");
        odd.put("alt", BigDecimal.ONE);
        LeadBody body =
                body(
                        "kind", "fax",
                        "receivedAt", "yesterday",
                        "contact.firstName", true,
                        "contact.shoe", "42",
                        "company.domain", "localhost",
                        "company.country", "Atlantis",
                        "company.employees", "many",
                        "company.annualRevenue", List.of(),
                        "company.geo", odd,
                        "company.externalIds", Map.of("not a key", "1"),
                        "lead.score", new BigDecimal("1e999"),
                        "lead.estimatedValue", "9".repeat(300),
                        "lead.language", "Klingonisch",
                        "lead.currency", "EURO",
                        "lead.timeZone", "Mars/Olympus",
                        "custom.vip", "maybe",
                        "custom.place", "Berlin",
                        "custom.tags", BigDecimal.ONE,
                        "custom.nobodyKnows", "x",
                        "custom.not a key", "x",
                        "surprise", "x");

        assertThat(body.values()).isEmpty();
        assertThat(body.kind()).isNull();
        assertThat(body.receivedAt()).isNull();
        assertThat(body.issues())
                .extracting(Issue::pointer, Issue::code)
                .containsExactlyInAnyOrder(
                        tuple("/kind", OUT_OF_RANGE),
                        tuple("/receivedAt", MALFORMED),
                        tuple("/contact/firstName", WRONG_TYPE),
                        tuple("/contact/shoe", UNKNOWN_PROPERTY),
                        tuple("/company/domain", MALFORMED),
                        tuple("/company/country", MALFORMED),
                        tuple("/company/employees", MALFORMED),
                        tuple("/company/annualRevenue", WRONG_TYPE),
                        tuple("/company/geo/lat", OUT_OF_RANGE),
                        tuple("/company/geo/lon", MALFORMED),
                        tuple("/company/geo/alt", UNKNOWN_PROPERTY),
                        tuple("/company/externalIds/not a key", UNKNOWN_PROPERTY),
                        tuple("/lead/score", OUT_OF_RANGE),
                        tuple("/lead/estimatedValue", MALFORMED),
                        tuple("/lead/language", MALFORMED),
                        tuple("/lead/currency", MALFORMED),
                        tuple("/lead/timeZone", MALFORMED),
                        tuple("/custom/vip", MALFORMED),
                        tuple("/custom/place", WRONG_TYPE),
                        tuple("/custom/tags", WRONG_TYPE),
                        tuple("/custom/nobodyKnows", UNKNOWN_PROPERTY),
                        tuple("/custom/not a key", UNKNOWN_PROPERTY),
                        tuple("/surprise", UNKNOWN_PROPERTY));
    }

    @Test
    void aSectionThatIsNoObjectIsAnIssue() {
        assertThat(body("contact", "Ana", "custom", List.of()).issues())
                .extracting(Issue::pointer, Issue::code)
                .containsExactly(tuple("/contact", WRONG_TYPE), tuple("/custom", WRONG_TYPE));
        assertThat(body("company.externalIds", "77").issues())
                .extracting(Issue::pointer)
                .containsExactly("/company/externalIds");
    }

    @Test
    void whatIsBlankIsMissingAndNoMistake() {
        LeadBody body =
                body(
                        "contact.email", " \u00a0\u200b ",
                        "company.employees", "",
                        "custom.vip", " ",
                        "custom.tags", List.of());

        assertThat(body.values()).isEmpty();
        assertThat(body.issues()).isEmpty();
    }

    @Test
    void aNumberHasAHundredDigitsAtMost() {
        assertThat(body("lead.score", "9".repeat(100)).issues()).isEmpty();
        assertThat(body("lead.score", "9".repeat(101)).issues())
                .extracting(Issue::code)
                .containsExactly(OUT_OF_RANGE);
    }

    @Test
    void aNumberIsTextWhereTextIsAskedFor() {
        LeadBody body =
                body(
                        "company.postalCode", new BigDecimal("10115"),
                        "contact.firstName", new BigDecimal("1E+1"),
                        "lead.product", new BigDecimal("1e999"));

        assertThat(body.values())
                .containsEntry("company.postalCode", text("10115"))
                .containsEntry("contact.firstName", text("10"));
        assertThat(body.issues()).extracting(Issue::pointer).containsExactly("/lead/product");
    }

    @Test
    void anIdThatNoIndexHoldsIsNone() {
        String longest = "x".repeat(254);
        assertThat(body("externalId", longest).externalId()).isEqualTo(longest);

        LeadBody body =
                body(
                        "externalId",
                        longest + "x",
                        "contact.email",
                        "ana@acme.de",
                        "company.externalIds",
                        Map.of("hubspot-main", longest + "x"));
        assertThat(body.externalId()).isNull();
        assertThat(body.issues())
                .extracting(Issue::pointer, Issue::code)
                .containsExactly(
                        tuple("/externalId", OUT_OF_RANGE),
                        tuple("/company/externalIds/hubspot-main", OUT_OF_RANGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12026-11-21T09:30:00Z",
                "-0001-11-21T09:30:00Z",
                "0000-01-01T00:00:00Z",
                "0000-01-01",
                "0001-01-01T00:00:00+12:00",
                "9999-12-31T23:59:59-12:00",
                "+999999999-12-31T23:59:59+18:00"
            })
    void aTimeThatNoStoreKeepsIsNone(String time) {
        LeadBody body = body("receivedAt", time);

        assertThat(body.receivedAt()).isNull();
        assertThat(body.issues())
                .extracting(Issue::pointer, Issue::code)
                .containsExactly(tuple("/receivedAt", MALFORMED));
    }

    @Test
    void oneTextIsAListOfOne() {
        assertThat(body("custom.tags", "a", "custom.vip", "false", "custom.note", "n").values())
                .containsEntry("custom.tags", new FieldValue.Items(List.of("a")))
                .containsEntry("custom.vip", new FieldValue.Bool(false));
        assertThat(body("custom.vip", true).values())
                .containsEntry("custom.vip", new FieldValue.Bool(true));
    }

    @Test
    void whatADatabaseCannotStoreIsLeftOut() {
        LeadBody body = body("contact.firstName", "\u0000An\uD800a\u0000", "\u0000x", "y");

        assertThat(body.values()).containsEntry("contact.firstName", text("Ana"));
        assertThat(body.issues()).extracting(Issue::pointer).containsExactly("/x");
        assertThat(body.issues().getFirst().message()).doesNotContain("\u0000");
    }

    @Test
    void aMillionMistakesAreNamedAHundredTimes() {
        Map<String, Object> document = document("externalId", "1");
        for (int i = 0; i < 1_000; i++) {
            document.put("p" + i, "x");
        }

        assertThat(read(document, List.of()).issues()).hasSize(100);
    }

    @Test
    void anAnswerSentBackHasNothingUnknown() {
        assertThat(body("id", "1", "status", "NEW", "issues", List.of()).issues()).isEmpty();
    }

    @Test
    void aPhoneWithoutACountryIsKeptForPeople() {
        LeadBody body = body("contact.phone", "030 1234567");

        assertThat(body.values()).containsEntry("contact.phone", text("030 1234567"));
        assertThat(body.issues()).extracting(Issue::pointer).containsExactly("/contact/phone");
        assertThat(body.identity().phone()).isNull();
    }

    @Test
    void aPhoneOfFewDigitsIsMissing() {
        LeadBody body = body("contact.phone", "12 ask for Ana");

        assertThat(body.values()).isEmpty();
        assertThat(body.issues()).extracting(Issue::code).containsExactly(MALFORMED);
    }

    @Test
    void aStateTellsItsCountry() {
        assertThat(body("company.state", "us-ca").values())
                .containsEntry("company.country", text("US"))
                .containsEntry("company.state", text("US-CA"));
    }

    @Test
    void aStateThatNobodyKnowsStaysAsItWasSent() {
        LeadBody body = body("company.state", "Île-de-France", "company.country", "FR");

        assertThat(body.values()).containsEntry("company.state", text("Île-de-France"));
        assertThat(body.issues()).extracting(Issue::pointer).containsExactly("/company/state");
    }

    @Test
    void whatIsRequiredForRoutingAndMissingIsAnIssue() {
        List<String> required = List.of("custom.gpuCount", "externalId", "company.country");
        Map<String, Object> document =
                document("contact.email", "a@x.test", "company.country", "Atlantis");

        assertThat(read(document, required).issues())
                .extracting(Issue::pointer, Issue::code)
                .containsExactly(
                        tuple("/company/country", MALFORMED),
                        tuple("/custom/gpuCount", REQUIRED),
                        tuple("/externalId", REQUIRED),
                        tuple("/company/country", REQUIRED));
        assertThat(read(document("externalId", "1", "custom.gpuCount", 1), required).issues())
                .extracting(Issue::pointer)
                .containsExactly("/company/country");
    }

    @Test
    void aBodyThatNamesNobodyIsRefused() {
        assertThat(refused(document("contact.firstName", "Ana")))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/contact/email", REQUIRED));
        assertThat(refused(document("contact.email", "ana", "company.country", "Atlantis")))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(
                        tuple("/contact/email", MALFORMED), tuple("/contact/email", REQUIRED));
    }

    @Test
    void aRefusalPointsIntoTheDocumentAroundTheBody() {
        Violations violations = new Violations();
        Part envelope = Part.root(Map.of("data", Map.of("contact", "x")), violations);

        assertThat(
                        new LeadReader(Leads.CUSTOM, List.of())
                                .read(envelope.property("data").orElseThrow()))
                .isEmpty();
        assertThat(violations.list())
                .extracting(Violation::pointer)
                .containsExactly("/data/contact", "/data/contact/email");
    }

    @Test
    void oneOfTheThreeIsEnough() {
        assertThat(refused(document("contact.email", "ana@x.test"))).isEmpty();
        assertThat(refused(document("contact.phone", "+49301234567"))).isEmpty();
        assertThat(refused(document("externalId", "1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "text"})
    void whatIsNoObjectIsRefused(String text) {
        assertThat(refused(text.equals("[]") ? List.of() : text))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("", WRONG_TYPE));
    }

    private static List<Violation> refused(Object document) {
        Violations violations = new Violations();
        boolean read =
                new LeadReader(Leads.CUSTOM, List.of())
                        .read(Part.root(document, violations))
                        .isPresent();
        assertThat(read).isEqualTo(violations.isEmpty());
        return violations.list();
    }

    private static FieldValue text(String text) {
        return new FieldValue.Text(text);
    }

    private static FieldValue number(String number) {
        return new FieldValue.Number(new BigDecimal(number));
    }
}
