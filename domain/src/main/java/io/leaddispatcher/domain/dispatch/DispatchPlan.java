package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.notice.Notice;
import io.leaddispatcher.domain.notice.Way;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param devices reps who can be reached on a device; of those alone who wish for it somewhere
     */
    public record Connected(
            boolean slack, @Nullable String defaultChannel, boolean smtp, Set<String> devices) {

        public Connected {
            devices = Set.copyOf(devices);
        }

        /** No devices. */
        public Connected(boolean slack, @Nullable String defaultChannel, boolean smtp) {
            this(slack, defaultChannel, smtp, Set.of());
        }

        /** Nothing is connected: every message goes to the sandbox. */
        public boolean sandbox() {
            return !slack && !smtp;
        }

        /** The same, with reps who can be reached on a device. */
        public Connected with(Set<String> reachable) {
            return new Connected(slack, defaultChannel, smtp, reachable);
        }

        private Set<Way> waysTo(Recipient recipient) {
            Set<Way> ways = EnumSet.noneOf(Way.class);
            if (slack || sandbox()) {
                ways.add(Way.SLACK);
            }
            if (smtp || sandbox()) {
                ways.add(Way.EMAIL);
            }
            if (devices.contains(recipient.rep())) {
                ways.add(Way.PUSH);
            }
            return ways;
        }
    }

    private DispatchPlan() {}

    /**
     * @param notify the channels that the rule names; none: Slack, and e-mail when Slack cannot
     *     reach the rep. Other channels than these two are not for people and are left out. The
     *     team's channel is told unless mail is all that is named
     * @param notice what the rep is told, with the choices of the rep
     */
    public static List<DeliveryDraft> plan(
            Recipient recipient,
            Connected connected,
            Set<Channel> notify,
            Notice notice,
            DispatchMessage message) {
        List<DeliveryDraft> drafts =
                new ArrayList<>(toRep(recipient, connected, notify, notice, message));
        toTeam(recipient, connected, notify, message).ifPresent(drafts::add);
        return List.copyOf(drafts);
    }

    /** Of a plan, what goes to the rep alone. */
    public static List<DeliveryDraft> toRep(
            Recipient recipient,
            Connected connected,
            Set<Channel> notify,
            Notice notice,
            DispatchMessage message) {
        Set<Way> usable = connected.waysTo(recipient);
        Set<Way> ways = notice.ways(named(notify), usable);
        Map<String, Object> document = message.document();
        String rep = "rep:" + recipient.rep();
        List<DeliveryDraft> drafts = new ArrayList<>();
        for (Way way : ways.stream().sorted().toList()) {
            drafts.add(
                    new DeliveryDraft(
                            rep, route(way, ways, usable, recipient, connected), document));
        }
        return List.copyOf(drafts);
    }

    /** Of a plan, what goes to the channel of the rep's team. */
    public static Optional<DeliveryDraft> toTeam(
            Recipient recipient,
            Connected connected,
            Set<Channel> notify,
            DispatchMessage message) {
        // A rule that wants mail alone keeps its leads out of Slack.
        Set<Way> named = named(notify);
        boolean bySlack = named.isEmpty() || named.contains(Way.SLACK);
        String channel = recipient.teamChannel();
        return channel != null && bySlack && connected.waysTo(recipient).contains(Way.SLACK)
                ? Optional.of(
                        new DeliveryDraft(
                                "team:" + recipient.team(),
                                List.of(new Address(Address.Kind.SLACK_CHANNEL, channel)),
                                message.document()))
                : Optional.empty();
    }

    private static Set<Way> named(Set<Channel> notify) {
        Set<Way> named = EnumSet.noneOf(Way.class);
        if (notify.contains(Channel.SLACK)) {
            named.add(Way.SLACK);
        }
        if (notify.contains(Channel.EMAIL)) {
            named.add(Way.EMAIL);
        }
        return named;
    }

    /** What comes by another way anyway need not come by it a second time in this one's place. */
    private static List<Address> route(
            Way way, Set<Way> ways, Set<Way> usable, Recipient recipient, Connected connected) {
        List<Address> route = new ArrayList<>(List.of(address(way, recipient)));
        boolean alone = ways.size() == 1;
        if (way == Way.PUSH && !alone) {
            return route;
        }
        boolean slack =
                usable.contains(Way.SLACK) && (way == Way.SLACK || !ways.contains(Way.SLACK));
        if (slack && way != Way.SLACK) {
            route.add(slackAddress(recipient));
        }
        if (usable.contains(Way.EMAIL) && !ways.contains(Way.EMAIL)) {
            route.add(email(recipient));
        }
        if (slack && connected.defaultChannel() != null) {
            route.add(new Address(Address.Kind.SLACK_CHANNEL, connected.defaultChannel()));
        }
        return route;
    }

    private static Address address(Way way, Recipient recipient) {
        return switch (way) {
            case SLACK -> slackAddress(recipient);
            case EMAIL -> email(recipient);
            case PUSH -> new Address(Address.Kind.PUSH_REP, recipient.rep());
        };
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
