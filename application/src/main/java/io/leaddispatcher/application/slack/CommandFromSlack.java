package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.me.AvailabilityChange;
import io.leaddispatcher.application.me.ChangeMyAvailability;
import io.leaddispatcher.application.me.MyDay;
import io.leaddispatcher.application.me.ShowMyDay;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** What a rep types in Slack. What is not understood is answered by what can be typed. */
@UseCase
public final class CommandFromSlack {

    private static final int MOST_FOUND = 5;
    private static final int MOST_SHOWN = 10;
    private static final Pattern TIME = Pattern.compile("([0-9]{1,4}) ?(m|min|h|d)?");
    private static final Duration LONGEST = Duration.ofDays(60);

    /**
     * @param user of Slack, who typed it
     * @param words after the name of the command
     */
    public record Command(SlackChannel slack, String user, String words) {}

    /** What comes of it. */
    public sealed interface Outcome {
        record NoRep() implements Outcome {}

        record Help() implements Outcome {}

        /** What the rep has to do, of which no more than so many leads are to be shown. */
        record Mine(MyDay day, int most) implements Outcome {}

        /**
         * @param words that were looked for
         * @param more whether there are others
         */
        record Found(String words, List<LeadSummaryView> leads, boolean more) implements Outcome {
            public Found {
                leads = List.copyOf(leads);
            }
        }

        record Away(Instant until, ZoneId zone) implements Outcome {}

        record Back() implements Outcome {}
    }

    private record Me(Rep rep, ZoneId zone, Caller caller) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final SlackReps reps;
    private final ShowMyDay showMyDay;
    private final FindLeads findLeads;
    private final ChangeMyAvailability changeMyAvailability;
    private final InstantSource clock;

    public CommandFromSlack(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            SlackUsers users,
            ShowMyDay showMyDay,
            FindLeads findLeads,
            ChangeMyAvailability changeMyAvailability,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.reps = new SlackReps(users);
        this.showMyDay = showMyDay;
        this.findLeads = findLeads;
        this.changeMyAvailability = changeMyAvailability;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when what is asked for makes no sense. */
    public Mono<Outcome> handle(Command command) {
        return me(command)
                .flatMap(me -> answer(me, command.words().strip()))
                .defaultIfEmpty(new Outcome.NoRep());
    }

    private Mono<Me> me(Command command) {
        return unitOfWork
                .run(
                        command.slack().tenant(),
                        configurations
                                .current(command.slack().tenant())
                                .map(snapshot -> snapshot.configuration().roster()))
                .flatMap(roster ->
                        reps.find(command.slack(), command.user(), roster)
                                .map(rep -> me(command, roster, rep)));
    }

    private static Me me(Command command, Roster roster, Rep rep) {
        return new Me(
                rep,
                roster.zoneOf(rep),
                new Caller(command.slack().tenant(), new Actor.Rep(rep.key().value())));
    }

    private Mono<Outcome> answer(Me me, String words) {
        String[] parts = words.split("\\s+", 2);
        String rest = parts.length > 1 ? parts[1].strip() : "";
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "next" -> mine(me, 1);
            case "mine" -> mine(me, MOST_SHOWN);
            case "find" -> rest.isEmpty() ? help() : find(me, rest);
            case "away" -> time(rest).map(time -> away(me, time)).orElseGet(this::help);
            case "back" -> change(me, new AvailabilityChange.Back()).thenReturn(new Outcome.Back());
            default -> help();
        };
    }

    private Mono<Outcome> help() {
        return Mono.just(new Outcome.Help());
    }

    private Mono<Outcome> mine(Me me, int most) {
        return showMyDay.handle(me.caller()).map(day -> new Outcome.Mine(day, most));
    }

    private Mono<Outcome> find(Me me, String words) {
        return findLeads
                .handle(
                        new FindLeads.Query(
                                me.caller(), null, null, null, words, null, null, MOST_FOUND, null))
                .map(page -> new Outcome.Found(words, page.items(), page.next() != null));
    }

    private Mono<Outcome> away(Me me, Duration time) {
        return change(me, new AvailabilityChange.AwayFor(time))
                .then(
                        Mono.fromSupplier(
                                () -> new Outcome.Away(clock.instant().plus(time), me.zone())));
    }

    private Mono<ChangeMyAvailability.Outcome> change(Me me, AvailabilityChange change) {
        return changeMyAvailability.handle(new ChangeMyAvailability.Command(me.caller(), change));
    }

    /** A number of minutes, unless it says hours or days. */
    private static Optional<Duration> time(String words) {
        Matcher matcher = TIME.matcher(words.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration time =
                switch (String.valueOf(matcher.group(2))) {
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofMinutes(number);
                };
        return Optional.of(time).filter(each -> each.isPositive() && each.compareTo(LONGEST) <= 0);
    }
}
