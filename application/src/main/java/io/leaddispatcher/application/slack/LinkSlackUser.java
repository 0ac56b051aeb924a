package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.RepChange;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.SlackDirectory;
import io.leaddispatcher.application.slack.port.SlackDirectory.Person;
import io.leaddispatcher.application.slack.port.SlackDirectory.Standing;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says whom a rep is in Slack, or that nobody has said so. Nothing else of the rep changes. */
@UseCase
public final class LinkSlackUser {

    /**
     * @param user of Slack; null: the rep is looked for by e-mail again
     * @param version of the rep that was looked at
     */
    public record Command(
            Caller caller, ConnectionKey key, RepKey rep, @Nullable String user, long version) {}

    public sealed interface Outcome {
        /** Also when it was so already. */
        record Linked() implements Outcome {}

        /** There is no such rep, or no such connection to Slack. */
        record Unknown() implements Outcome {}

        /** The rep was changed meanwhile. */
        record Stale() implements Outcome {}

        /** No member of the team. */
        record NotInTeam() implements Outcome {}

        /** Another rep is known by that user. */
        record Taken(String rep) implements Outcome {}
    }

    private record Known(SlackChannel slack, StoredDocument rep, Roster roster) {}

    private final ConnectionDirectory connections;
    private final ConfigurationDocuments documents;
    private final RoutingConfigurations configurations;
    private final SlackDirectory directory;
    private final RepChange change;
    private final UnitOfWork unitOfWork;

    public LinkSlackUser(
            ConnectionDirectory connections,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            SlackDirectory directory,
            PutConfiguration putConfiguration,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.documents = documents;
        this.configurations = configurations;
        this.directory = directory;
        this.change = new RepChange(putConfiguration);
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            command.caller().require(Permission.CONFIGURE);
            return unitOfWork
                    .run(command.caller().tenant(), known(command))
                    .flatMap(known -> link(command, known))
                    .defaultIfEmpty(new Outcome.Unknown());
        });
    }

    private Mono<Known> known(Command command) {
        TenantId tenant = command.caller().tenant();
        return connections
                .find(tenant, command.key())
                .filter(access -> access.type().equals(ConnectionType.SLACK.word()))
                .flatMap(access -> Mono.justOrEmpty(SlackChannel.of(tenant, access, true)))
                .flatMap(slack ->
                        documents
                                .find(tenant, ConfigurationKind.REP, command.rep().value())
                                .flatMap(rep ->
                                        configurations
                                                .current(tenant)
                                                .map(snapshot ->
                                                        new Known(
                                                                slack,
                                                                rep,
                                                                snapshot.configuration()
                                                                        .roster()))));
    }

    private Mono<Outcome> link(Command command, Known known) {
        String user = command.user();
        if (user == null) {
            return put(command, known.rep());
        }
        Optional<String> other =
                known.roster().reps().stream()
                        .filter(rep -> !rep.key().equals(command.rep()))
                        .filter(rep -> user.equals(rep.slackUserId()))
                        .map(Rep::name)
                        .findFirst();
        if (other.isPresent()) {
            return Mono.just(new Outcome.Taken(other.get()));
        }
        return directory
                .people(known.slack())
                .flatMap(people ->
                        people.list().stream().anyMatch(person -> isMember(person, user))
                                ? put(command, known.rep())
                                : Mono.just(new Outcome.NotInTeam()));
    }

    private static boolean isMember(Person person, String user) {
        return person.id().equals(user) && person.standing() == Standing.MEMBER;
    }

    private Mono<Outcome> put(Command command, StoredDocument rep) {
        Map<String, Object> document = new LinkedHashMap<>(rep.document());
        String user = command.user();
        if (user == null) {
            document.remove("slackUserId");
        } else {
            document.put("slackUserId", user);
        }
        return change.put(command.caller(), command.rep(), document, command.version())
                .map(saved -> saved ? new Outcome.Linked() : new Outcome.Stale());
    }
}
