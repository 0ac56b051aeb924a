package io.leaddispatcher.adapter.slack;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.slack.ActFromSlack.Deed;
import io.leaddispatcher.application.slack.AskFromSlack.Mate;
import io.leaddispatcher.application.slack.AskFromSlack.Outcome.Ask;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlackModalsTest {

    private static final UUID OFFER = UUID.fromString("01890000-0000-7000-8000-0000000000a1");
    private static final String REPLY = "https://hooks.slack.com/actions/T1/1/x";

    @Test
    void everyWindowIsValid() {
        List<Ask> asks =
                List.of(
                        new Ask(List.of(), true),
                        new Ask(List.of(), false),
                        new Ask(List.of(new Mate(new RepKey("ben"), "Ben <b>")), true),
                        new Ask(mates(500), true),
                        new Ask(List.of(new Mate(new RepKey("x"), "🦊".repeat(200))), false));
        for (Deed deed : List.of(Deed.REASSIGN, Deed.GIVE_BACK, Deed.OUTCOME)) {
            for (Ask ask : asks) {
                BlockKit.requireModal(SlackModals.of(deed, OFFER, REPLY, ask));
                BlockKit.requireModal(SlackModals.of(deed, OFFER, "x".repeat(5_000), ask));
            }
        }
        BlockKit.requireModal(DeclineWindow.of(OFFER, REPLY));
        BlockKit.requireModal(SlackModals.said("Not done", "Ben has this lead."));
    }

    @Test
    void whoeverIsNextAndTheMatesCanBeChosen() {
        String window =
                SlackModals.of(
                                Deed.REASSIGN,
                                OFFER,
                                REPLY,
                                new Ask(List.of(new Mate(new RepKey("ben"), "Ben")), true))
                        .toString();

        assertThat(window).contains("Whoever is next", "*next", "Ben", "value=ben");
    }

    @Test
    void whatWasFilledInComesBackAsTheActTakesIt() {
        assertThat(
                        submitted(
                                        Deed.REASSIGN,
                                        """
                                        "to":{"v":{"type":"static_select","selected_option":{"value":"ben"}}},
                                        "reason":{"v":{"type":"plain_text_input","value":"his region"}}
                                        """)
                                .document())
                .isEqualTo(Map.of("to", Map.of("rep", "ben"), "reason", "his region"));
        assertThat(
                        submitted(
                                        Deed.REASSIGN,
                                        """
                                        "to":{"v":{"selected_option":{"value":"*next"}}}
                                        """)
                                .document())
                .isEqualTo(Map.of("to", Map.of("next", true)));
        assertThat(
                        submitted(
                                        Deed.OUTCOME,
                                        """
                                        "type":{"v":{"selected_option":{"value":"WON"}}},
                                        "amount":{"v":{"value":" 1200.50 "}},
                                        "currency":{"v":{"value":null}}
                                        """)
                                .document())
                .isEqualTo(Map.of("type", "WON", "amount", new BigDecimal("1200.50")));
        assertThat(submitted(Deed.OUTCOME, "\"amount\":{\"v\":{\"value\":\"a lot\"}}").document())
                .isEqualTo(Map.of("amount", "a lot"));
    }

    @Test
    void whatWasDoneIsToldInTheWindowForOutcomesAndIsAnActivity() {
        Submitted replied =
                submitted(
                        Deed.OUTCOME,
                        """
                        "type":{"v":{"selected_option":{"value":"DID_REPLY"}}},
                        "reason":{"v":{"value":"wants a demo"}}
                        """);
        assertThat(replied.deed()).isEqualTo(Deed.ACTIVITY);
        assertThat(replied.document())
                .isEqualTo(Map.of("type", "NOTE", "reply", true, "note", "wants a demo"));

        Submitted called =
                submitted(
                        Deed.OUTCOME,
                        "\"type\":{\"v\":{\"selected_option\":{\"value\":\"DID_CALL\"}}}");
        assertThat(called.deed()).isEqualTo(Deed.ACTIVITY);
        assertThat(called.document()).isEqualTo(Map.of("type", "CALL"));
        assertThat(called.memory().offer()).isEqualTo(OFFER);
        assertThat(called.complaint(new Violation("/amount", UNKNOWN_PROPERTY, "'amount' is …")))
                .isEqualTo("Only an outcome has this: leave it empty.");
        assertThat(called.complaint(new Violation("/note", OUT_OF_RANGE, "is too long")))
                .isEqualTo("is too long");
    }

    @Test
    void theWindowKnowsWhatItIsAbout() {
        Submitted submitted = submitted(Deed.DECLINE, "");

        assertThat(submitted.memory()).isEqualTo(new ModalMemory(OFFER, REPLY));
        assertThat(submitted.user()).isEqualTo("U1");
    }

    @Test
    void windowsOfOthersAreLetBe() {
        assertThat(Submitted.read(SlackJson.read("{}"))).isEmpty();
        assertThat(
                        Submitted.read(
                                SlackJson.read(
                                        """
                                        {"user":{"id":"U1"},
                                         "view":{"callback_id":"DECLINE","private_metadata":"{\\"offer\\":\\"7\\"}"}}
                                        """)))
                .isEmpty();
    }

    @Test
    void whyALeadWasDeclinedIsChosenOrWrittenOrBoth() {
        assertThat(explained("\"why\":{\"v\":{\"selected_option\":{\"value\":\"NO_TIME\"}}}"))
                .contains("NO_TIME");
        assertThat(explained("\"reason\":{\"v\":{\"value\":\"a friend\"}}")).contains("a friend");
        assertThat(explained("\"why\":{\"v\":{\"selected_option\":null}}")).isEmpty();
        assertThat(DeclineWindow.read(SlackJson.read(window("DECLINE", "")))).isEmpty();
    }

    private static Optional<String> explained(String values) {
        return DeclineWindow.read(SlackJson.read(window("DECLINE_WHY", values)))
                .orElseThrow()
                .reason();
    }

    private static String window(String callback, String values) {
        return """
        {"type":"view_submission","user":{"id":"U1"},
         "view":{"callback_id":"%s","private_metadata":"{\\"offer\\":\\"%s\\"}","state":{"values":{%s}}}}
        """
                .formatted(callback, OFFER, values);
    }

    private static Submitted submitted(Deed deed, String values) {
        return Submitted.read(
                        SlackJson.read(
                                """
                                {"type":"view_submission","user":{"id":"U1"},
                                 "view":{"callback_id":"%s","private_metadata":%s,"state":{"values":{%s}}}}
                                """
                                        .formatted(
                                                deed,
                                                SlackJson.write(
                                                        new ModalMemory(OFFER, REPLY).write()),
                                                values)))
                .orElseThrow();
    }

    private static List<Mate> mates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Mate(new RepKey("r" + i), "Rep " + i))
                .toList();
    }
}
