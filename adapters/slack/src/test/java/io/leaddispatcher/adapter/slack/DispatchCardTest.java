package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.dispatch.CardNow;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchCardTest {

    private static final DeliveryId DELIVERY = new DeliveryId(new UUID(0, 7));
    private static final Set<ButtonKind> ALL = EnumSet.allOf(ButtonKind.class);
    private static final List<String> HOSTILE =
            List.of(
                    "<!channel>",
                    "<@U1>",
                    "<https://evil.test|Open>",
                    "&lt;!here&gt;",
                    "&",
                    "\n*Accept*\n",
                    "\u202e",
                    "\u0000",
                    "\ud83d",
                    "\ud83d\ude00",
                    "```",
                    "İıŞ",
                    "x".repeat(5_000),
                    "<".repeat(5_000),
                    " ");

    @Test
    void theCardSaysWhoWhyAndSinceWhen() {
        Map<String, Object> body = card(DispatchMessages.ana());
        String all = body.toString();

        BlockKit.requireValid(body);
        assertThat(all)
                .contains("Ana Ruiz", "CTO", "Acme GmbH", "DACH fintech: lowest credit 0.33")
                .contains("web-form", "82", "HIGH", "ana@acme.de", "+49301234567")
                .contains("Call within 15 minutes", "<!date^1795253400^");
        assertThat(BlockKit.text(body, "text"))
                .startsWith("New lead: Ana Ruiz at Acme GmbH (HIGH, for Mia). Accept by ");
        assertThat(body).containsEntry("unfurl_links", false);
        assertThat(BlockKit.map(BlockKit.map(body, "metadata"), "event_payload"))
                .containsEntry("delivery_id", DELIVERY.toString());
    }

    @Test
    void aLeadThatIsGoneIsASentenceWithNothingToActOn() {
        Map<String, Object> body = card(DispatchMessages.gone("rule <!channel> matches now"));

        assertThat(BlockKit.text(body, "text"))
                .isEqualTo(
                        "No longer with you: Ana Ruiz at Acme GmbH (L-42)."
                                + " rule &lt;!channel&gt; matches now");
        assertThat(body).doesNotContainKey("blocks");
    }

    @Test
    void whatHasBecomeOfALeadThatWasHandedOffIsASentenceToo() {
        Map<String, Object> body = card(DispatchMessages.news("It was won by <@U1>."));

        assertThat(BlockKit.text(body, "text"))
                .isEqualTo(
                        "A lead you handed off: Ana Ruiz at Acme GmbH (L-42)."
                                + " It was won by &lt;@U1&gt;.");
        assertThat(body).doesNotContainKey("blocks");
    }

    @Test
    void theButtonsAreThoseAskedFor() {
        List<Map<String, Object>> buttons =
                BlockKit.list(
                        BlockKit.list(card(DispatchMessages.ana()), "blocks").getLast(),
                        "elements");

        assertThat(buttons)
                .extracting(DispatchCardTest::label)
                .containsExactly("Accept", "Decline", "Snooze", "Reassign", "Log outcome", "Open");
        assertThat(buttons.getFirst())
                .containsEntry("style", "primary")
                .containsEntry("action_id", "lead_accept")
                .containsEntry("value", "01890000-0000-7000-8000-0000000000a1.1");
        assertThat(buttons.getLast()).containsEntry("url", "https://app.example.test/leads/42");
    }

    @Test
    void aLeadThatACrmToldOfLeadsThere() {
        String record = "https://app.hubspot.com/contacts/62515/record/0-1/51";
        Map<String, Object> body =
                card(DispatchMessages.ana().with(new CrmLink("HubSpot", URI.create(record))));

        BlockKit.requireValid(body);
        assertThat(BlockKit.list(BlockKit.list(body, "blocks").getLast(), "elements").getLast())
                .containsEntry("action_id", "lead_crm")
                .containsEntry("url", record);
        assertThat(
                        label(
                                BlockKit.list(BlockKit.list(body, "blocks").getLast(), "elements")
                                        .getLast()))
                .isEqualTo("Open in CRM");
    }

    private static String label(Map<String, Object> element) {
        return BlockKit.text(
                BlockKit.map(element, element.containsKey("text") ? "text" : "placeholder"),
                "text");
    }

    @Test
    void toDeclineIsAskedAboutInSlackAndNothingElseIs() {
        assertThat(
                        BlockKit.list(
                                BlockKit.list(card(DispatchMessages.ana()), "blocks").getLast(),
                                "elements"))
                .filteredOn(element -> element.containsKey("confirm"))
                .extracting(element -> element.get("action_id"))
                .containsExactly("lead_decline");
        assertThat(card(DispatchMessages.ana()).toString()).doesNotContain("lead_say_why");
    }

    @Test
    void whatWasAcceptedSaysSoAndCannotBeAcceptedAgain() {
        Map<String, Object> shown = changed(AssignmentState.ACCEPTED, "Mia");

        BlockKit.requireValid(shown);
        assertThat(shown.toString())
                .contains("Accepted by Mia <!date^", "ana@acme.de", "lead_reassign", "lead_outcome")
                .doesNotContain("lead_accept", "lead_decline");
    }

    @Test
    void whatSomebodyHasHandedOffCanBeGivenBackOnceItIsAccepted() {
        Map<String, Object> shown = handedOff(AssignmentState.ACCEPTED);

        BlockKit.requireValid(shown);
        assertThat(shown.toString())
                .contains("Handed off by Ben &lt;!here&gt;.", "lead_give_back", "Give back");
        assertThat(handedOff(AssignmentState.OFFERED).toString()).doesNotContain("lead_give_back");
        assertThat(changed(AssignmentState.ACCEPTED, "Mia").toString())
                .doesNotContain("Handed off", "lead_give_back");
    }

    private static Map<String, Object> handedOff(AssignmentState state) {
        return DispatchCard.changed(
                DispatchMessages.ana(),
                new CardNow(state, "Mia", "Mia", DispatchMessages.SINCE, "Ben <!here>"),
                DELIVERY,
                ALL);
    }

    @ParameterizedTest
    @EnumSource(
            value = AssignmentState.class,
            names = {"DECLINED", "EXPIRED", "RETURNED", "REASSIGNED", "COMPLETED"})
    void whatIsOverTellsWhoHasItAndNoMoreOfThePersonThanAName(AssignmentState state) {
        Map<String, Object> shown = changed(state, "Ben <!here>");

        BlockKit.requireValid(shown);
        assertThat(shown.toString())
                .contains("Ana Ruiz", "Ben &lt;!here&gt; has this lead.")
                .doesNotContain("lead_accept", "lead_decline", "ana@acme.de", "+49301234567");
        assertThat(shown.toString().contains("lead_say_why"))
                .isEqualTo(state == AssignmentState.DECLINED);
        assertThat(changed(state, null).toString()).doesNotContain("has this lead");
    }

    @Test
    void anOfferThatIsOpenStillLooksAsItDid() {
        assertThat(changed(AssignmentState.OFFERED, "Mia").get("blocks"))
                .isEqualTo(card(DispatchMessages.ana()).get("blocks"));
    }

    @Test
    void aCardForSeveralIsNobodysAlone() {
        Map<String, Object> body = card(DispatchMessages.ana().toSeveral("Mia, Ben"));

        BlockKit.requireValid(body);
        assertThat(body.toString())
                .contains("New lead for whoever accepts it first", "For Mia, Ben", "*Why*")
                .contains("lead_accept")
                .doesNotContain("for you", "Why you");
        assertThat(card(DispatchMessages.ana()).toString()).contains("New lead for you");
    }

    @Test
    void whatIsLeftOfAnErasedPersonsCardNamesNobodyAndHasNothingToPress() {
        Map<String, Object> left = DispatchCard.ofErased();

        BlockKit.requireValid(left);
        assertThat(BlockKit.text(left, "text"))
                .isEqualTo("The person of this lead asked to be forgotten.");
        assertThat(left.toString()).doesNotContain("action_id");
    }

    @Test
    void aReminderSaysThatItIsOne() {
        Map<String, Object> body = card(DispatchMessages.reminder("You asked <!here>."));

        BlockKit.requireValid(body);
        assertThat(BlockKit.text(body, "text")).startsWith("Reminder: You asked &lt;!here&gt;.");
        assertThat(body.toString()).contains("lead_accept").doesNotContain("for you");
    }

    private static Map<String, Object> changed(AssignmentState state, @Nullable String holder) {
        return DispatchCard.changed(
                DispatchMessages.ana(),
                new CardNow(state, "Mia", holder, DispatchMessages.SINCE),
                DELIVERY,
                ALL);
    }

    @Test
    void withoutAnAssignmentThereIsNothingToAccept() {
        Map<String, Object> body = card(DispatchMessages.bare());

        BlockKit.requireValid(body);
        assertThat(body.toString()).contains("Open").doesNotContain("lead_accept");
    }

    @Test
    void hostileAndOverlongLeadsGiveValidCards() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 2_000; round++) {
            DispatchMessage message = DispatchMessages.of(() -> hostile(random));

            BlockKit.requireValid(card(message));
            for (AssignmentState state : AssignmentState.values()) {
                BlockKit.requireValid(
                        DispatchCard.changed(
                                message,
                                new CardNow(
                                        state,
                                        hostile(random),
                                        hostile(random),
                                        DispatchMessages.SINCE,
                                        hostile(random)),
                                DELIVERY,
                                ALL));
            }
            BlockKit.requireHarmless(BlockKit.text(DispatchCard.plain(message, DELIVERY), "text"));
        }
    }

    private static String hostile(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            text.append(
                    random.nextInt(3) == 0
                            ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                            : HOSTILE.get(random.nextInt(HOSTILE.size())));
        }
        return text.toString();
    }

    private static Map<String, Object> card(DispatchMessage message) {
        return DispatchCard.body(message, DELIVERY, ALL);
    }
}
