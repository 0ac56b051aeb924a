package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.SlackDirectory;
import io.leaddispatcher.application.slack.port.SlackDirectory.People;
import io.leaddispatcher.application.slack.port.SlackDirectory.Person;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Shows whom the reps are in Slack, and who is there to be chosen. */
@UseCase
public final class ShowSlackPeople {

    /**
     * @param rep for whom somebody is looked for; null to see all
     * @param words to look for
     */
    public record Query(Caller caller, ConnectionKey key, @Nullable RepKey rep, String words) {}

    /**
     * What there is to see.
     *
     * @param team what the team is called; null when nobody knows
     * @param reps who takes part in the work, in the order of names; only the one that is asked
     *     about where one is
     * @param version of the rep that is asked about, else 0
     * @param found those who can be chosen; of those who are another rep already, that one's name
     * @param complete whether Slack named everybody
     * @param problem why not, in Slack's word; null when nothing went wrong
     */
    public record View(
            String connection,
            @Nullable String team,
            List<SlackPeople.Line> reps,
            long version,
            List<Choice> found,
            boolean complete,
            @Nullable String problem) {
        public View {
            reps = List.copyOf(reps);
            found = List.copyOf(found);
        }
    }

    /**
     * @param rep the name of the rep who it is already by choice; null when none is
     */
    public record Choice(Person person, @Nullable String rep) {}

    private record Known(
            SlackChannel slack, @Nullable String team, Roster roster, Optional<Long> version) {}

    private final ConnectionDirectory connections;
    private final ConfigurationDocuments documents;
    private final RoutingConfigurations configurations;
    private final SlackDirectory directory;
    private final UnitOfWork unitOfWork;

    public ShowSlackPeople(
            ConnectionDirectory connections,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            SlackDirectory directory,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.documents = documents;
        this.configurations = configurations;
        this.directory = directory;
        this.unitOfWork = unitOfWork;
    }

    /** Empty when there is no such connection to Slack with a token, or no such rep. */
    public Mono<View> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.CONNECT);
            query.caller().require(Permission.VIEW_CONFIGURATION);
            return unitOfWork
                    .run(query.caller().tenant(), known(query))
                    .filter(known -> query.rep() == null || known.version().isPresent())
                    .flatMap(known ->
                            directory
                                    .people(known.slack())
                                    .map(people -> view(query, known, people)));
        });
    }

    private Mono<Known> known(Query query) {
        TenantId tenant = query.caller().tenant();
        RepKey rep = query.rep();
        return connections
                .find(tenant, query.key())
                .filter(access -> access.type().equals(ConnectionType.SLACK.word()))
                .flatMap(access ->
                        Mono.justOrEmpty(SlackChannel.of(tenant, access, true))
                                .flatMap(slack ->
                                        configurations
                                                .current(tenant)
                                                .flatMap(snapshot ->
                                                        version(tenant, rep)
                                                                .map(version ->
                                                                        new Known(
                                                                                slack,
                                                                                access.text(
                                                                                                "teamName")
                                                                                        .orElse(
                                                                                                slack
                                                                                                        .teamId()),
                                                                                snapshot.configuration()
                                                                                        .roster(),
                                                                                version)))));
    }

    private Mono<Optional<Long>> version(TenantId tenant, @Nullable RepKey rep) {
        return rep == null
                ? Mono.just(Optional.empty())
                : documents
                        .find(tenant, ConfigurationKind.REP, rep.value())
                        .map(StoredDocument::version)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }

    private static View view(Query query, Known known, People people) {
        RepKey asked = query.rep();
        List<SlackPeople.Line> lines =
                known.roster().reps().stream()
                        .filter(rep -> asked == null ? rep.active() : rep.key().equals(asked))
                        .map(rep -> SlackPeople.line(rep, people))
                        .sorted(Comparator.comparing(SlackPeople.Line::name))
                        .toList();
        return new View(
                known.slack().connection().value(),
                known.team(),
                lines,
                known.version().orElse(0L),
                asked == null ? List.of() : choices(query, asked, known.roster(), people),
                people.complete(),
                people.problem());
    }

    private static List<Choice> choices(Query query, RepKey asked, Roster roster, People people) {
        return SlackPeople.search(people, query.words()).stream()
                .map(person ->
                        new Choice(
                                person,
                                roster.reps().stream()
                                        .filter(rep -> !rep.key().equals(asked))
                                        .filter(rep -> person.id().equals(rep.slackUserId()))
                                        .map(Rep::name)
                                        .findFirst()
                                        .orElse(null)))
                .toList();
    }
}
