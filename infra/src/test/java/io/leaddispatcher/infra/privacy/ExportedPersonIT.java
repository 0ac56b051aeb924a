package io.leaddispatcher.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An export of a person holds all that was known. */
@ExtendWith(InPrivacyProgram.class)
class ExportedPersonIT {

    /** What a row is told apart by, where that is no id of its own. */
    private static final Map<String, String> NAMED_BY = Map.of("lead_identity", "handle");

    private final PrivacyProgram program;
    private final Somebody ben = Somebody.fresh();

    ExportedPersonIT(PrivacyProgram program) {
        this.program = program;
    }

    @Test
    void everyRowThatNamesThemIsInIt() {
        assertThat(program.api("POST", "/leads", ben.body(""), Map.of()).statusCode())
                .isEqualTo(201);
        program.hook("signed", "generic", "export-" + ben.mark(), ben.body(",\"custom\":{}"));
        program.hook(
                "signed",
                "generic",
                "broken-" + ben.mark(),
                "{\"lead\":{\"message\":\"I am %s\"}}".formatted(ben.email()));
        program.settled();
        program.delivered();
        program.disclosed(ben.mark());
        program.outcome(ben);
        program.lookedFor(ben);

        for (String asked : List.of("email=" + ben.email(), "externalId=" + ben.externalId())) {
            var answer = program.api("GET", "/privacy/exports?" + asked, null, Map.of());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            Set<String> tables = program.mentions(ben.mark()).keySet();
            assertThat(tables)
                    .contains("lead", "lead_identity", "inbound_event", "delivery")
                    .contains(
                            "sandbox_message",
                            "routing_run",
                            "disclosure",
                            "outcome",
                            "saved_filter");
            for (String table : tables) {
                for (String name : names(table)) {
                    assertThat(answer.body()).as("%s %s", table, name).contains(name);
                }
            }
            assertThat(answer.body()).contains(ben.firstName(), ben.lastName(), ben.phone());
        }
    }

    @Test
    void itComesAsATableToo() {
        program.api("POST", "/leads", ben.body("").replace(ben.externalId(), "=1+1"), Map.of());

        var csv =
                program.api(
                        "GET",
                        "/privacy/exports?email=%s&format=csv".formatted(ben.email()),
                        null,
                        Map.of());
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body())
                .startsWith("\"kind\",\"record\",\"field\",\"value\"")
                .contains("\"leads\",\"1\",\"email\",\"%s\"".formatted(ben.email()))
                .contains("\"leads\",\"1\",\"external_id\",\"'=1+1\"");
        assertThat(program.api("GET", "/audit-log?action=person.exported", null, Map.of()).body())
                .contains("person:")
                .doesNotContain(ben.mark());
        for (String wrong : List.of("?email=ben", "")) {
            assertThat(program.api("GET", "/privacy/exports" + wrong, null, Map.of()).statusCode())
                    .isEqualTo(422);
        }
    }

    private List<String> names(String table) {
        return program.texts(
                "select t.%s::text from %s t where %s"
                        .formatted(
                                NAMED_BY.getOrDefault(table, "id"),
                                table,
                                program.names(table, ben.mark())));
    }
}
