package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.RepChange;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Says which owner of a CRM a rep is, or that nobody has said so. Nothing else of the rep changes;
 * accounts are theirs by the mirror's next look at the owners.
 */
@UseCase
public final class LinkCrmOwner {

    private static final String OWNER_IDS = "crmOwnerIds";

    /**
     * @param owner the CRM's id; null: the rep is looked for by e-mail again
     * @param version of the rep that was looked at
     */
    public record Command(
            Caller caller, ConnectionKey key, RepKey rep, @Nullable String owner, long version) {}

    public sealed interface Outcome {
        /** Also when it was so already. */
        record Linked() implements Outcome {}

        /** There is no such rep, or no such connection to a CRM. */
        record Unknown() implements Outcome {}

        /** The rep was changed meanwhile. */
        record Stale() implements Outcome {}

        /** Nobody in the CRM who may be given records. */
        record NoOwner() implements Outcome {}

        /** Another rep is that owner. */
        record Taken(String rep) implements Outcome {}

        /** In the CRM's words. */
        record Refused(String message) implements Outcome {}
    }

    private record Known(ConnectionAccess connection, Crm crm, StoredDocument rep, Roster roster) {}

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final ConfigurationDocuments documents;
    private final RoutingConfigurations configurations;
    private final RepChange change;
    private final UnitOfWork unitOfWork;

    public LinkCrmOwner(
            ConnectionDirectory connections,
            Crms crms,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            PutConfiguration putConfiguration,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.crms = crms;
        this.documents = documents;
        this.configurations = configurations;
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
                    .onErrorResume(
                            CrmRefusedException.class,
                            refused -> Mono.just(new Outcome.Refused(refused.words())))
                    .defaultIfEmpty(new Outcome.Unknown());
        });
    }

    private Mono<Known> known(Command command) {
        TenantId tenant = command.caller().tenant();
        return connections
                .find(tenant, command.key())
                .flatMap(connection ->
                        Mono.justOrEmpty(crms.of(connection))
                                .flatMap(crm ->
                                        documents
                                                .find(
                                                        tenant,
                                                        ConfigurationKind.REP,
                                                        command.rep().value())
                                                .zipWhen(
                                                        _ -> configurations.current(tenant),
                                                        (rep, snapshot) ->
                                                                new Known(
                                                                        connection,
                                                                        crm,
                                                                        rep,
                                                                        snapshot.configuration()
                                                                                .roster()))));
    }

    private Mono<Outcome> link(Command command, Known known) {
        String owner = command.owner();
        if (owner == null) {
            return put(command, known.rep());
        }
        Optional<String> other =
                known.roster().reps().stream()
                        .filter(rep -> !rep.key().equals(command.rep()))
                        .filter(rep -> owner.equals(rep.crmOwnerIds().get(command.key())))
                        .map(Rep::name)
                        .findFirst();
        return other.isPresent()
                ? Mono.just(new Outcome.Taken(other.get()))
                : known.crm()
                        .owners()
                        .byId(command.caller().tenant(), known.connection(), owner)
                        .filter(CrmOwner::active)
                        .flatMap(_ -> put(command, known.rep()))
                        .defaultIfEmpty(new Outcome.NoOwner());
    }

    private Mono<Outcome> put(Command command, StoredDocument rep) {
        Map<String, Object> ids = new LinkedHashMap<>();
        if (rep.document().get(OWNER_IDS) instanceof Map<?, ?> before) {
            before.forEach((connection, id) -> ids.put(String.valueOf(connection), id));
        }
        if (command.owner() == null) {
            ids.remove(command.key().value());
        } else {
            ids.put(command.key().value(), command.owner());
        }
        Map<String, Object> document = new LinkedHashMap<>(rep.document());
        if (ids.isEmpty()) {
            document.remove(OWNER_IDS);
        } else {
            document.put(OWNER_IDS, ids);
        }
        return change.put(command.caller(), command.rep(), document, command.version())
                .map(saved -> saved ? new Outcome.Linked() : new Outcome.Stale());
    }
}
