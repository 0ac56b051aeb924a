package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a document may hold stands in its schema: a client that is made of the schema would drop
 * the rest when it reads a document and puts it back.
 */
@ExtendWith(InProgram.class)
class DescribedDocumentsIT {

    private static final Pattern KNOWN = Pattern.compile("'probe' is not known here; known: (.+)");

    private final AccessProgram program;

    DescribedDocumentsIT(AccessProgram program) {
        this.program = program;
    }

    /** Whoever reads a document says what else it could have held. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Field|/fields/a|{'probe':1}",
                "Team|/teams/a|{'probe':1}",
                "Rep|/reps/a|{'probe':1}",
                "Capacity|/reps/a|{'capacity':{'probe':1}}",
                "Absence|/reps/a|{'outOfOffice':[{'probe':1}]}",
                "Notifications|/reps/a|{'notifications':{'probe':1}}",
                "Pool|/pools/a|{'probe':1}",
                "PoolMember|/pools/a|{'members':[{'probe':1}]}",
                "Queue|/queues/a|{'probe':1}",
                "Territory|/territories/a|{'probe':1}",
                "Segment|/segments/a|{'probe':1}",
                "SlaPolicy|/sla-policies/a|{'probe':1}",
                "Template|/templates/a|{'probe':1}",
                "MailText|/templates/a|{'texts':{'en':{'probe':1}}}",
                "Sequence|/sequences/a|{'probe':1}",
                "SequenceStep|/sequences/a|{'steps':[{'probe':1}]}",
                "Account|/accounts/a|{'probe':1}",
                "ValueList|/lists/a|{'probe':1}",
                "Policy|/policies/lead/draft|{'probe':1}",
                "Tier|/policies/lead/draft|{'tiers':[{'probe':1}]}",
                "Rule|/policies/lead/draft|{'tiers':[{'name':'A','rules':[{'probe':1}]}]}",
                "Experiment|/policies/lead/draft|{'experiment':{'probe':1}}"
            })
    void whateverADocumentMayHoldStandsInItsSchema(String schema, String path, String body) {
        JsonNode refused =
                program.api(program.workspace().token(), "PUT", path, body.replace('\'', '"'))
                        .body();
        Set<String> known = new TreeSet<>();
        for (JsonNode error : refused.required("errors")) {
            Matcher message = KNOWN.matcher(error.required("message").asString());
            if (message.matches()) {
                known.addAll(List.of(message.group(1).split(", ")));
            }
        }

        // It is taken back from whoever got it in an answer, and no answer has it.
        known.remove("load");
        assertThat(known).as("known of %s: %s", schema, refused).isNotEmpty();
        assertThat(properties(schema)).containsAll(known);
    }

    private Set<String> properties(String schema) {
        return Set.copyOf(
                AccessProgram.answer(
                                HttpClient.newHttpClient(),
                                HttpRequest.newBuilder(program.at("/v3/api-docs")).build())
                        .body()
                        .at("/components/schemas/%s/properties".formatted(schema))
                        .propertyNames());
    }
}
