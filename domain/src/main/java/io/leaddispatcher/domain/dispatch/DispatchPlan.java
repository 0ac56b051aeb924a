package io.leaddispatcher.domain.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is told of an assignment, and by which ways. */
public final class DispatchPlan {

    /**
     * Whom it concerns.
     *
     * @param teamChannel the Slack channel of the rep's team, when it has one
     */
    public record Recipient(
            String rep,
            String email,
            @Nullable String slackUserId,
            @Nullable String team,
            @Nullable String teamChannel) {}

    /**
     * What the workspace is connected to.
     *
     * @param defaultChannel the Slack channel for those whom Slack cannot reach
     * @param smtp a connection of its own or the installation's mail server
     */
    public record Connected(boolean slack, @Nullable String defaultChannel, boolean smtp) {

        /** Nothing is connected: every message goes to the sandbox. */
        public boolean sandbox() {
            return !slack && !smtp;
        }
    }

    private DispatchPlan() {}

    /**
     * @param notify the channels that the rule names; none: Slack, and e-mail when Slack cannot
     *     reach the rep. Other channels than these two are not for people and are left out
     */
    public static List<DeliveryDraft> plan(
            Recipient recipient,
            Connected connected,
            Set<Channel> notify,
            DispatchMessage message) {
        boolean slack = connected.slack() || connected.sandbox();
        boolean mail = connected.smtp() || connected.sandbox();
        boolean named = notify.contains(Channel.SLACK) || notify.contains(Channel.EMAIL);
        // A rule that names a channel that is not connected still reaches the rep.
        boolean bySlack = slack && (!named || notify.contains(Channel.SLACK) || !mail);
        boolean byMail = mail && (notify.contains(Channel.EMAIL) || !bySlack);

        Map<String, Object> document = message.document();
        String rep = "rep:" + recipient.rep();
        List<DeliveryDraft> drafts = new ArrayList<>();
        if (bySlack) {
            List<Address> route = new ArrayList<>();
            route.add(slackAddress(recipient));
            // A rep who gets an e-mail anyway needs no second one in Slack's place.
            if (mail && !byMail) {
                route.add(email(recipient));
            }
            if (connected.defaultChannel() != null) {
                route.add(new Address(Address.Kind.SLACK_CHANNEL, connected.defaultChannel()));
            }
            drafts.add(new DeliveryDraft(rep, route, document));
        }
        if (byMail) {
            List<Address> route = new ArrayList<>(List.of(email(recipient)));
            if (slack && !bySlack) {
                route.add(slackAddress(recipient));
                if (connected.defaultChannel() != null) {
                    route.add(new Address(Address.Kind.SLACK_CHANNEL, connected.defaultChannel()));
                }
            }
            drafts.add(new DeliveryDraft(rep, route, document));
        }
        if (slack && recipient.teamChannel() != null) {
            drafts.add(
                    new DeliveryDraft(
                            "team:" + recipient.team(),
                            List.of(
                                    new Address(
                                            Address.Kind.SLACK_CHANNEL, recipient.teamChannel())),
                            document));
        }
        return List.copyOf(drafts);
    }

    private static Address email(Recipient recipient) {
        return new Address(Address.Kind.EMAIL, recipient.email());
    }

    private static Address slackAddress(Recipient recipient) {
        return recipient.slackUserId() == null
                ? new Address(Address.Kind.SLACK_USER_BY_EMAIL, recipient.email())
                : new Address(Address.Kind.SLACK_USER, recipient.slackUserId());
    }
}
