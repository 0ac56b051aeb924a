package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.fire.SlackTeam.Call;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A channel in which several are asked for one lead shows one message, on which each may act. */
class SlackChannelIT {

    private static final String CHANNEL = "C-ASKED";
    private static final Node NODE = SharedNode.node();
    private static final SlackTeam SLACK = SharedNode.slack();

    private static LeadDesk desk;
    private static SlackDoor door;

    @BeforeAll
    static void found() throws Exception {
        Api api = Workspace.found(NODE, "asked").api();
        desk = new LeadDesk(api);
        for (String rep : List.of("ida", "jan", "kai")) {
            api.put(
                    "/reps/" + rep,
                    "{\"name\":\"%s\",\"email\":\"%s@asked.test\",\"slackUserId\":\"U-%s\"}"
                            .formatted(rep, rep, rep));
        }
        api.put(
                "/teams/all",
                "{\"name\":\"All\",\"members\":[\"ida\",\"jan\",\"kai\"],\"slackChannel\":\"%s\"}"
                        .formatted(CHANNEL));
        api.put(
                "/pools/all",
                """
                {"name":"All","strategy":"ROUND_ROBIN","members":[{"rep":"ida"},{"rep":"jan"},{"rep":"kai"}]}
                """);
        door = SlackDoor.connect(desk, api, SLACK, "T-ASKED", "the-secret-of-asked");
        desk.publish("{\"pool\":\"all\"}", ",\"offer\":{\"mode\":\"BROADCAST\"}");
    }

    @Test
    void whoeverOfThoseThatAreAskedPressesFirstHasIt() throws Exception {
        String lead = id(desk.submit(10));
        Call card = door.card(lead, CHANNEL);
        for (String rep : List.of("U-ida", "U-jan", "U-kai")) {
            door.card(lead, rep);
        }
        assertThat(
                        SLACK.all(call ->
                                call.method().equals("chat.postMessage")
                                        && call.channel().equals(CHANNEL)
                                        && call.shown().contains(lead)))
                .hasSize(1);

        String stranger = door.press(card, "lead_accept", "U-nobody");
        door.send("/interactions", stranger);
        assertThat(door.reply(stranger)).contains("nothing has changed");
        String press = door.press(card, "lead_accept", "U-kai");
        assertThat(door.send("/interactions", press).statusCode()).isEqualTo(200);

        assertThat(desk.get("/leads/" + lead).at("/assignment/repKey").asString()).isEqualTo("kai");
        SLACK.await(call ->
                call.method().equals("chat.update")
                        && call.channel().equals("D-" + CHANNEL)
                        && call.shown().contains("Accepted by kai"));
        String late = door.press(card, "lead_accept", "U-jan");
        door.send("/interactions", late);
        assertThat(door.reply(late)).isEqualTo("kai has this lead.");
        String snooze = door.press(card, "lead_snooze", "U-kai");
        door.send("/interactions", snooze);
        assertThat(door.reply(snooze)).startsWith("You will be reminded ");
    }
}
