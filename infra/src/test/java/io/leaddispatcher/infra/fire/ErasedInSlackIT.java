package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.fire.SlackTeam.Call;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Slack was shown of a person who is erased names them no longer. */
class ErasedInSlackIT {

    private static final Node NODE = SharedNode.node();
    private static final SlackTeam SLACK = SharedNode.slack();

    @Test
    void theMessagesInSlackAreEmptied() throws Exception {
        Api api = Workspace.found(NODE, "forgetters").api();
        LeadDesk desk = new LeadDesk(api);
        api.put(
                "/reps/lea",
                "{\"name\":\"Lea\",\"email\":\"lea@forgetters.test\",\"slackUserId\":\"U-lea\"}");
        api.put(
                "/teams/all",
                "{\"name\":\"All\",\"members\":[\"lea\"],\"slackChannel\":\"C-FORGET\"}");
        SlackDoor door =
                SlackDoor.connect(desk, api, SLACK, "T-FORGET", "the-secret-of-forgetters");
        desk.publish("{\"rep\":\"lea\"}");
        String lead = id(desk.submit(10));
        String email = "lead1@desk.test";
        door.card(lead, "U-lea");
        door.card(lead, "C-FORGET");
        door.send("/interactions", door.press(door.card(lead, "U-lea"), "lead_accept", "U-lea"));
        door.changed(lead, "Accepted by Lea");

        HttpResponse<String> erased =
                api.post(
                        "/privacy/erasures",
                        "{\"email\":\"%s\",\"reason\":\"asked by letter\"}".formatted(email));

        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(erased.body()).contains("\"slackMessages\":2");
        for (String channel : List.of("D-U-lea", "D-C-FORGET")) {
            Call last =
                    SLACK.await(call ->
                            call.method().equals("chat.update")
                                    && call.channel().equals(channel)
                                    && call.shown().contains("asked to be forgotten"));
            assertThat(last.shown()).doesNotContain("action_id", email, lead);
        }
    }
}
