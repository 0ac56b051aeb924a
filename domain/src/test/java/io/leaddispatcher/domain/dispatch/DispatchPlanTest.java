package io.leaddispatcher.domain.dispatch;

import static io.leaddispatcher.domain.dispatch.Channel.EMAIL;
import static io.leaddispatcher.domain.dispatch.Channel.SLACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.dispatch.DispatchPlan.Connected;
import io.leaddispatcher.domain.dispatch.DispatchPlan.Recipient;
import io.leaddispatcher.domain.notice.Notice;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.notice.NotificationChoices;
import io.leaddispatcher.domain.notice.Way;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DispatchPlanTest {

    private static final Recipient MIA = new Recipient("mia", "mia@x.test", "U1", "emea", "C-EMEA");
    private static final Connected SLACK_ONLY = new Connected(true, "C-DEFAULT", false);
    private static final Connected BOTH = new Connected(true, "C-DEFAULT", true);
    private static final Connected MAIL_ONLY = new Connected(false, null, true);
    private static final Connected NOTHING = new Connected(false, null, false);

    @Test
    void byDefaultTheRepIsToldInSlackAndTheTeamsChannelToo() {
        assertThat(plan(MIA, BOTH))
                .containsExactly("rep:mia U1 > mia@x.test > C-DEFAULT", "team:emea C-EMEA");
        assertThat(plan(MIA, SLACK_ONLY))
                .containsExactly("rep:mia U1 > C-DEFAULT", "team:emea C-EMEA");
    }

    @Test
    void aPlanIsWhatGoesToTheRepAndWhatGoesToTheChannel() {
        assertThat(DispatchPlan.toRep(MIA, BOTH, Set.of(), chosen(), DispatchMessages.ana()))
                .extracting(DeliveryDraft::recipient)
                .containsExactly("rep:mia");
        assertThat(DispatchPlan.toTeam(MIA, BOTH, Set.of(), DispatchMessages.ana()))
                .map(DeliveryDraft::recipient)
                .contains("team:emea");
        assertThat(DispatchPlan.toTeam(MIA, BOTH, Set.of(EMAIL), DispatchMessages.ana())).isEmpty();
        assertThat(DispatchPlan.toTeam(MIA, MAIL_ONLY, Set.of(), DispatchMessages.ana())).isEmpty();
    }

    @Test
    void aRepWithoutASlackIdIsLookedUpByEmail() {
        Recipient ben = new Recipient("ben", "ben@x.test", null, null, null);

        List<DeliveryDraft> drafts =
                DispatchPlan.plan(ben, SLACK_ONLY, Set.of(), chosen(), DispatchMessages.ana());

        assertThat(drafts).hasSize(1);
        assertThat(drafts.getFirst().address())
                .isEqualTo(new Address(Address.Kind.SLACK_USER_BY_EMAIL, "ben@x.test"));
        assertThat(drafts.getFirst().channel()).isEqualTo(SLACK);
    }

    @Test
    void withoutSlackTheRepGetsAnEmail() {
        assertThat(plan(MIA, MAIL_ONLY)).containsExactly("rep:mia mia@x.test");
        assertThat(plan(MIA, MAIL_ONLY, SLACK)).containsExactly("rep:mia mia@x.test");
    }

    @Test
    void aRuleMayNameTheChannels() {
        assertThat(plan(MIA, BOTH, SLACK, EMAIL))
                .containsExactly(
                        "rep:mia U1 > C-DEFAULT", "rep:mia mia@x.test", "team:emea C-EMEA");
        // Who wants mail alone has the team's channel left alone.
        assertThat(plan(MIA, BOTH, EMAIL)).containsExactly("rep:mia mia@x.test > U1 > C-DEFAULT");
        assertThat(plan(MIA, SLACK_ONLY, EMAIL)).containsExactly("rep:mia U1 > C-DEFAULT");
        assertThat(plan(MIA, BOTH, Channel.CRM))
                .containsExactly("rep:mia U1 > mia@x.test > C-DEFAULT", "team:emea C-EMEA");
    }

    @Test
    void whereNothingIsConnectedTheSandboxShowsWhatSlackWouldHaveGot() {
        assertThat(NOTHING.sandbox()).isTrue();
        assertThat(plan(MIA, NOTHING))
                .containsExactly("rep:mia U1 > mia@x.test", "team:emea C-EMEA");
    }

    @Test
    void aDeviceStandsBesideOtherWaysOrBeforeThem() {
        Connected device = BOTH.with(Set.of("mia"));

        assertThat(plan(MIA, device, chosen(Way.PUSH)))
                .containsExactly("rep:mia mia > U1 > mia@x.test > C-DEFAULT", "team:emea C-EMEA");
        assertThat(plan(MIA, device, chosen(Way.PUSH, Way.SLACK)))
                .containsExactly(
                        "rep:mia U1 > mia@x.test > C-DEFAULT", "rep:mia mia", "team:emea C-EMEA");
        assertThat(plan(MIA, device, chosen(Way.PUSH), EMAIL))
                .containsExactly("rep:mia mia@x.test > U1 > C-DEFAULT", "rep:mia mia");
        assertThat(plan(MIA, BOTH.with(Set.of("ben")), chosen(Way.PUSH)))
                .containsExactly("rep:mia U1 > mia@x.test > C-DEFAULT", "team:emea C-EMEA");
        assertThat(plan(MIA, MAIL_ONLY.with(Set.of("mia")), chosen(Way.PUSH)))
                .containsExactly("rep:mia mia > mia@x.test");
        assertThat(new Address(Address.Kind.PUSH_REP, "mia").channel()).isEqualTo(Channel.PUSH);
    }

    @Test
    void theTeamHearsOfItThoughTheRepDoesNotWantTo() {
        Notice muted =
                new Notice(
                        NoticeKind.GONE,
                        new NotificationChoices(Map.of(NoticeKind.GONE, Set.of()), null, null),
                        ZoneOffset.UTC,
                        Instant.EPOCH);

        assertThat(plan(MIA, BOTH, muted)).containsExactly("team:emea C-EMEA");
    }

    /** A new lead, of a rep who has chosen these. */
    private static Notice chosen(Way... ways) {
        return new Notice(
                NoticeKind.NEW_LEAD,
                new NotificationChoices(
                        ways.length == 0
                                ? Map.of()
                                : Map.of(
                                        NoticeKind.NEW_LEAD,
                                        Arrays.stream(ways).collect(Collectors.toSet())),
                        null,
                        null),
                ZoneOffset.UTC,
                Instant.EPOCH);
    }

    private static List<String> plan(Recipient recipient, Connected connected, Channel... notify) {
        return plan(recipient, connected, chosen(), notify);
    }

    private static List<String> plan(
            Recipient recipient, Connected connected, Notice notice, Channel... notify) {
        return DispatchPlan.plan(
                        recipient,
                        connected,
                        Arrays.stream(notify).collect(Collectors.toSet()),
                        notice,
                        DispatchMessages.ana())
                .stream()
                .map(draft ->
                        draft.recipient()
                                + " "
                                + draft.route().stream()
                                        .map(Address::value)
                                        .collect(Collectors.joining(" > ")))
                .toList();
    }
}
