package io.leaddispatcher.web.monitoring;

import io.leaddispatcher.application.dispatch.DeliveryView;
import io.leaddispatcher.application.dispatch.FindDeliveries;
import io.leaddispatcher.application.dispatch.FindDeliveries.Line;
import io.leaddispatcher.application.dispatch.ReplayDeliveries;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.web.layout.DeliveryError;
import io.leaddispatcher.web.layout.DeliveryTone;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was sent out.
 *
 * @param tabs one for each status, with how many there are where that is known
 * @param replayAll what sending all again would do, in a sentence that names how many; null when
 *     there is nothing to send again, or the reader may not
 * @param replayAllButton how the button is called that asks
 * @param newest the address of the list from its beginning
 * @param more the address of what follows; null at the end
 */
record DeliveriesView(
        DeliveriesFilter filter,
        List<Tab> tabs,
        List<Choice> channels,
        List<Row> rows,
        boolean narrowed,
        boolean mayReplay,
        @Nullable String replayAll,
        @Nullable String replayAllButton,
        boolean first,
        String newest,
        @Nullable String more) {

    /**
     * @param count null when it is not known
     */
    record Tab(
            String key,
            String name,
            @Nullable String count,
            String tone,
            String address,
            boolean chosen) {}

    record Choice(String key, String name) {}

    /**
     * @param recipient who or what gets it
     * @param lead null when it is about none
     * @param leadName what to call the lead
     * @param error what the peer said, without its code
     * @param error of the last try; null when there was none
     * @param next when it is tried next; null when it is not
     */
    record Row(
            String id,
            String channel,
            String icon,
            String recipient,
            boolean change,
            @Nullable String lead,
            String leadName,
            String status,
            String tone,
            String attempts,
            @Nullable DeliveryError error,
            When made,
            @Nullable When next,
            @Nullable When ended,
            boolean replayable) {}

    static DeliveriesView of(
            DeliveriesFilter filter, FindDeliveries.Page found, boolean mayReplay, Words words) {
        long dead = found.counts().getOrDefault(DeliveryState.DEAD, 0L);
        // Whoever looks at what is under way did not ask for the others.
        boolean asked = filter.status() == null || filter.status() == DeliveryState.DEAD;
        boolean offer = mayReplay && asked && dead > 0;
        var names = new Names(found.names(), words);
        return new DeliveriesView(
                filter,
                tabs(filter, found.counts(), words),
                Arrays.stream(Channel.values())
                        .map(channel ->
                                new Choice(channel.name(), words.name("channel", channel.name())))
                        .toList(),
                found.items().stream().map(line -> row(line, mayReplay, names, words)).toList(),
                filter.narrows(),
                mayReplay,
                offer ? sentence(filter, dead, words) : null,
                offer ? words.say("deliveries.replay.all", dead) : null,
                filter.before() == null,
                filter.address(),
                found.next() == null ? null : filter.address(found.next()));
    }

    private static List<Tab> tabs(
            DeliveriesFilter filter, Map<DeliveryState, Long> counts, Words words) {
        var any =
                new Tab(
                        "any",
                        words.say("deliveries.any"),
                        null,
                        "",
                        filter.in(null).address(),
                        filter.status() == null);
        return Stream.concat(
                        Stream.of(any),
                        Stream.of(
                                        DeliveryState.DEAD,
                                        DeliveryState.RETRYING,
                                        DeliveryState.PENDING,
                                        DeliveryState.SENDING,
                                        DeliveryState.DELIVERED)
                                .map(state -> tab(filter, state, counts.get(state), words)))
                .toList();
    }

    private static Tab tab(
            DeliveriesFilter filter, DeliveryState state, @Nullable Long count, Words words) {
        return new Tab(
                state.name(),
                words.name("delivery", state.name()),
                count == null || count == 0 ? null : words.number(count),
                state == DeliveryState.DEAD ? "bad" : "",
                filter.in(state).address(),
                filter.status() == state);
    }

    private static String sentence(DeliveriesFilter filter, long dead, Words words) {
        var which =
                filter.channel() == null
                        ? words.say("deliveries.replay.detail", dead)
                        : words.say(
                                "deliveries.replay.detail.channel",
                                dead,
                                words.name("channel", filter.channel().name()));
        return dead > ReplayDeliveries.MOST
                ? which + " " + words.say("deliveries.replay.most", ReplayDeliveries.MOST)
                : which;
    }

    private static Row row(Line line, boolean mayReplay, Names names, Words words) {
        DeliveryView delivery = line.delivery();
        return new Row(
                delivery.id().toString(),
                words.name("channel", delivery.channel().name()),
                icon(delivery.channel()),
                names.recipient(delivery.recipient()),
                line.change(),
                delivery.leadId() == null ? null : delivery.leadId().toString(),
                line.lead() == null ? words.say("lead.nameless") : line.lead(),
                words.name("delivery", line.sandboxed() ? "SANDBOX" : delivery.status().name()),
                line.sandboxed() ? "info" : DeliveryTone.of(delivery.status()),
                words.say("delivery.attempts", delivery.attempts()),
                DeliveryError.of(delivery.lastError(), words),
                words.when(line.madeAt()),
                words.whenOrNull(delivery.nextAttemptAt()),
                delivery.status().isFinal() ? words.when(line.changedAt()) : null,
                mayReplay && line.replayable());
    }

    private static String icon(Channel channel) {
        return switch (channel) {
            case SLACK -> "type-slack";
            case EMAIL -> "mail";
            case PUSH -> "bolt";
            case CRM -> "type-crm";
            case WEBHOOK -> "type-generic";
        };
    }
}
