package io.leaddispatcher.web.me;

import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.application.me.ShowMyNotifications;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.notice.NotificationChoices;
import io.leaddispatcher.domain.notice.QuietHours;
import io.leaddispatcher.domain.notice.Way;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The choices of a rep, as a form.
 *
 * @param ways the names of the columns
 * @param missing what cannot be used now, and why; empty when all can
 * @param bounce that mail to the rep comes back, in a sentence; null when it does not
 */
record NotificationsView(
        List<Column> ways,
        List<Kind> kinds,
        boolean quiet,
        String quietFrom,
        String quietUntil,
        boolean digest,
        String digestAt,
        List<String> missing,
        @Nullable String bounce,
        String pushKey,
        int devices) {

    record Column(String key, String name) {}

    /** What one can be told of, and by which ways it comes. */
    record Kind(String key, String name, String help, List<Tick> ticks) {

        Kind as(MultiValueMap<String, String> sent) {
            List<String> ticked = sent.getOrDefault(key, List.of());
            return new Kind(
                    key,
                    name,
                    help,
                    ticks.stream()
                            .map(tick ->
                                    new Tick(tick.way(), tick.label(), ticked.contains(tick.way())))
                            .toList());
        }
    }

    record Tick(String way, String label, boolean on) {}

    static NotificationsView of(ShowMyNotifications.View view, Words words) {
        NotificationChoices choices = view.choices();
        QuietHours quiet = choices.quiet();
        return new NotificationsView(
                Arrays.stream(Way.values())
                        .map(way -> new Column(way.name(), words.say("notify.way." + way)))
                        .toList(),
                Arrays.stream(NoticeKind.values()).map(kind -> kind(kind, view, words)).toList(),
                quiet != null,
                quiet == null ? "20:00" : quiet.from().toString(),
                quiet == null ? "07:00" : quiet.until().toString(),
                choices.digestAt() != null,
                choices.digestAt() == null ? "08:00" : choices.digestAt().toString(),
                missing(view, words),
                bounce(view.bounce(), words),
                view.pushKey(),
                view.devices());
    }

    /** As the form was sent, and is kept nowhere. */
    NotificationsView as(MultiValueMap<String, String> sent) {
        return new NotificationsView(
                ways,
                kinds.stream().map(kind -> kind.as(sent)).toList(),
                sent.containsKey("quiet"),
                typed(sent, "quietFrom", quietFrom),
                typed(sent, "quietUntil", quietUntil),
                sent.containsKey("digest"),
                typed(sent, "digestAt", digestAt),
                missing,
                bounce,
                pushKey,
                devices);
    }

    private static String typed(MultiValueMap<String, String> sent, String name, String otherwise) {
        return Objects.requireNonNullElse(sent.getFirst(name), otherwise);
    }

    private static Kind kind(NoticeKind kind, ShowMyNotifications.View view, Words words) {
        Set<Way> present = view.choices().of(kind).orElseGet(() -> usual(kind, view));
        String name = words.say("notify.kind." + kind);
        return new Kind(
                kind.property(),
                name,
                words.say("notify.kind." + kind + ".help"),
                Arrays.stream(Way.values())
                        .map(way ->
                                new Tick(
                                        way.name(),
                                        words.say(
                                                "notify.tick",
                                                name,
                                                words.say("notify.way." + way)),
                                        present.contains(way)))
                        .toList());
    }

    /** What comes as long as nothing is chosen. */
    private static Set<Way> usual(NoticeKind kind, ShowMyNotifications.View view) {
        if (kind == NoticeKind.TASK_DUE) {
            return Set.of();
        }
        return Set.of(view.slack() ? Way.SLACK : Way.EMAIL);
    }

    private static List<String> missing(ShowMyNotifications.View view, Words words) {
        List<String> missing = new ArrayList<>();
        if (!view.slack()) {
            missing.add(words.say("notify.missing.SLACK"));
        }
        if (!view.mail()) {
            missing.add(words.say("notify.missing.EMAIL"));
        }
        if (view.devices() == 0) {
            missing.add(words.say("notify.missing.PUSH"));
        }
        return missing;
    }

    private static @Nullable String bounce(@Nullable Bounce bounce, Words words) {
        return bounce == null
                ? null
                : words.say(
                        "notify.bounce",
                        bounce.address(),
                        words.when(bounce.at()).exact(),
                        bounce.reason());
    }
}
