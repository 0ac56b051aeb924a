package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.connection.ConnectionDocument;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import io.leaddispatcher.domain.template.MailTemplate;
import io.leaddispatcher.domain.template.MailVariables;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ComplaintsTest {

    private static Words words(Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(reader);
    }

    private static String german(String sentence) {
        return words(Locale.GERMAN).problem(sentence);
    }

    @Test
    void everyPatternHasWordsInBothLanguages() {
        for (String key : Complaints.keys()) {
            assertThat(words(Locale.ENGLISH).has(key)).as(key).isTrue();
            assertThat(words(Locale.GERMAN).has(key)).as(key).isTrue();
        }
    }

    @Test
    void companiesThatCannotBeTakenInAreToldOfWithTheKindOfTheError() {
        assertThat(german("companies could not be taken in: DecodingException"))
                .startsWith("Die Firmen konnten nicht")
                .contains("(DecodingException)");
    }

    /** What the forms of people, pools and rule data can be told, by those who tell it. */
    @Test
    void whatReadersRefuseIsSaidInGerman() {
        said(part -> Rep.read(new RepKey("mia"), part, _ -> false), REP);
        said(part -> Rep.read(new RepKey("mia"), part, _ -> false), Map.of());
        said(part -> Team.read(new TeamKey("emea"), part, _ -> false), TEAM);
        said(part -> Pool.read(new PoolKey("all"), part, _ -> false, _ -> false), POOL);
        said(part -> Territory.read(new TerritoryKey("de"), part), TERRITORY);
        said(part -> FieldDefinition.read("seats", part), FIELD);
        said(part -> FieldDefinition.read("company.country", part), FIELD);
        said(part -> NamedList.read(new ListKey("big"), part), Map.of("values", List.of(true)));
        said(part -> Account.read(new AccountKey("acme"), part), ACCOUNT);
        said(part -> Queue.read(new QueueKey("late"), part, _ -> false, _ -> false), QUEUE);
        said(WebhookDocument::read, Map.of("url", "acme", "events", List.of()));
        said(part -> SlaPolicy.read(new SlaPolicyKey("fast"), part), SLA);
        said(
                part ->
                        MailTemplate.read(
                                new TemplateKey("hi"),
                                part,
                                new MailVariables(FieldCatalogue.standard())),
                TEMPLATE);
        for (String type : List.of("slack", "smtp", "webform", "hubspot", "salesforce")) {
            said(
                    part -> ConnectionDocument.read(new ConnectionKey("it"), part, null),
                    Map.of(
                            "type",
                            type,
                            "settings",
                            Map.of("host", "no host", "port", "x", "from", "nobody"),
                            "secrets",
                            Map.of()));
        }
    }

    private static void said(Consumer<Part> reader, Map<String, ?> document) {
        var violations = new Violations();
        reader.accept(Part.root(document, violations));
        var sentences = violations.list().stream().map(Violation::message).distinct().toList();
        assertThat(sentences).isNotEmpty();
        for (String sentence : sentences) {
            assertThat(german(sentence))
                    .isNotEqualTo(sentence)
                    .isNotEqualTo(words(Locale.ENGLISH).problem(sentence))
                    .doesNotContain("{0}")
                    .endsWith(".");
        }
    }

    private static final Map<String, ?> REP =
            Map.of(
                    "email",
                    "nobody",
                    "timeZone",
                    "Asia/Nowhere",
                    "workingHours",
                    Map.of("MON", List.of("9", "25:00-26:00", "09:00-09:00"), "NEVER", List.of()),
                    "outOfOffice",
                    List.of(
                            Map.of("from", "soon"),
                            Map.of(
                                    "from", "2026-12-24T09:00:00Z",
                                    "to", "2026-12-23T09:00:00Z",
                                    "delegate", "mia"),
                            Map.of(
                                    "from", "2026-12-24T09:00:00Z",
                                    "to", "2026-12-25T09:00:00Z",
                                    "delegate", "zoe")),
                    "capacity",
                    Map.of("open", BigDecimal.valueOf(-1), "perDay", "many"),
                    "skills",
                    Map.of(" ", List.of("de")),
                    "crmOwnerIds",
                    Map.of("not a key", "1"),
                    "shoe",
                    "42");

    private static final Map<String, ?> TEAM =
            Map.of(
                    "name",
                    "EMEA",
                    "members",
                    List.of("mia", "mia", "no key"),
                    "manager",
                    "zoe",
                    "holidays",
                    "XX-YY",
                    "digest",
                    Map.of("at", "late", "days", "NEVER"));

    private static final Map<String, ?> ACCOUNT =
            Map.of(
                    "country",
                    "Nowhere",
                    "domains",
                    List.of("no domain"),
                    "phones",
                    List.of("no number"),
                    "parent",
                    "acme");

    private static final Map<String, ?> QUEUE =
            Map.of("type", "NONE", "team", "none", "acknowledge", "none");

    private static final Map<String, ?> POOL =
            Map.of(
                    "name",
                    "All",
                    "strategy",
                    "NONE",
                    "members",
                    List.of(
                            Map.of("rep", "mia", "weight", BigDecimal.ZERO),
                            Map.of("rep", "mia"),
                            Map.of("rep", "no key"),
                            Map.of("weight", BigDecimal.ONE)),
                    "catchUp",
                    BigDecimal.valueOf(-1),
                    "skillMatch",
                    List.of(Map.of("skill", "language", "equals", "lead.shoe")));

    private static final Map<String, ?> TERRITORY =
            Map.of(
                    "name",
                    "DE",
                    "parent",
                    "no key",
                    "countries",
                    List.of("Nowhere"),
                    "states",
                    List.of("Nowhere"),
                    "postalPrefixes",
                    List.of("101", "DE:9-1"),
                    "accounts",
                    List.of("no key"));

    private static final Map<String, ?> FIELD =
            Map.of("type", "NUMBER", "sensitive", "yes", "mappings", Map.of("no key", "x"));

    private static final Map<String, ?> SLA =
            Map.of(
                    "targets",
                    Map.of("ACCEPTED", "soon", "DISPATCHED", "PT0S", "FIRST_ACTION", "P9999D"),
                    "escalations",
                    List.of(
                            Map.of("at", "50%", "target", "FOLLOW_UP", "do", "REMIND"),
                            Map.of("at", "0%", "target", "ACCEPTED", "do", "DANCE"),
                            Map.of("at", "soon", "target", "ACCEPTED", "do", "REMIND"),
                            Map.of()),
                    "maxHops",
                    BigDecimal.valueOf(-1));

    private static final Map<String, ?> TEMPLATE =
            Map.of(
                    "name",
                    "Hi",
                    "defaultLanguage",
                    "fr",
                    "texts",
                    Map.of(
                            "de",
                                    Map.of(
                                            "subject", "{{contact.shoe}}",
                                            "body", "{{#contact.firstName}}"),
                            "en", Map.of("subject", "{{/x}}", "body", "Hi {{contact.firstName"),
                            "no language", Map.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'botToken' is required for slack | Das fehlt noch.",
                "must be a whole number from 0 to 2147483647 | Schreiben Sie eine ganze Zahl, mindestens 0.",
                "must be a whole number from 1 to 1000 | Schreiben Sie eine ganze Zahl von 1 bis 1.000.",
                "'ava' is in this pool already | ava ist schon in diesem Pool.",
                "there is no rep '1234' | Es gibt keine Vertriebsperson mit dem Schlüssel „1234“.",
                "'targets' has no FOLLOW_UP | Geben Sie oben zuerst die Frist an: Nachfassen.",
                "the account would be above itself: acme → acme-de → acme | Der Account stünde über sich selbst: acme → acme-de → acme.",
                "must not hold a character that cannot be stored | Das enthält ein Zeichen, das sich nicht speichern lässt. Bitte neu eintippen.",
                "must be a region such as Europe/Berlin, or UTC | Geben Sie eine Region wie Europe/Berlin an, oder UTC: Ein fester Abstand kennt keine Sommerzeit.",
                "must be at least PT1M | Das muss mindestens 1 min sein.",
                "must be at most P90D | Das darf höchstens 90 Tage sein.",
                "'before' cannot be asked of 'company.country' (TEXT); can be asked: eq, ne | „liegt vor“ passt nicht zum Feld company.country.",
                "must be an e-mail address such as mia@example.com | Schreiben Sie eine E-Mail-Adresse wie mia@example.com."
            })
    void namesAndNumbersStandInTheirPlaces(String sentence, String german) {
        assertThat(german(sentence)).isEqualTo(german);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "must be an ISO 8601 duration such as PT15M",
                "'botToken' is required for slack",
                "must be a whole number from 0 to 2147483647"
            })
    void noFormIsToldInTheWordsOfMachines(String sentence) {
        assertThat(words(Locale.ENGLISH).problem(sentence))
                .doesNotContain("ISO", "PT15M", "botToken", "2147483647", "2,147,483,647");
    }

    @Test
    void whatIsMissingIsNamedWhereNobodySeesTheField() {
        assertThat(words(Locale.GERMAN).problemAlone("'assign' is required"))
                .isEqualTo("„assign“ fehlt noch.");
        assertThat(words(Locale.GERMAN).problemAlone("must be text"))
                .isEqualTo(german("must be text"));
    }
}
