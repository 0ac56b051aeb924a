package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.GetConfiguration;
import io.leaddispatcher.application.configuration.ListConfiguration;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.crm.FindAccounts;
import io.leaddispatcher.application.crm.FindLostOwners;
import io.leaddispatcher.application.crm.ShowMirror;
import io.leaddispatcher.application.crm.port.KnownAccounts.KnownAccount;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.queue.ListQueues;
import io.leaddispatcher.application.queue.QueueView;
import io.leaddispatcher.application.routing.FindInheritedZone;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.TimeZones;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what the pages show. */
@Component
final class SetupDesk {

    /** Those that are named by a place. */
    private static final List<Choice> ZONES =
            TimeZones.OF_PLACES.stream().map(zone -> new Choice(zone, zone)).toList();

    private final ListConfiguration list;
    private final GetConfiguration get;

    private final FindInheritedZone inheritedZone;
    private final ListQueues queues;
    private final FindAccounts accounts;
    private final ShowMirror mirrors;
    private final FindLostOwners lostOwners;

    SetupDesk(
            ListConfiguration list,
            GetConfiguration get,
            FindInheritedZone inheritedZone,
            ListQueues queues,
            FindAccounts accounts,
            ShowMirror mirrors,
            FindLostOwners lostOwners) {
        this.list = list;
        this.get = get;
        this.inheritedZone = inheritedZone;
        this.queues = queues;
        this.accounts = accounts;
        this.mirrors = mirrors;
        this.lostOwners = lostOwners;
    }

    /**
     * The CRMs that know a rep no more, by the keys of their connections, to whoever looks there.
     */
    Mono<List<String>> lostOwners(Caller caller, String rep) {
        return caller.actor().may(Permission.VIEW_CONNECTIONS)
                ? lostOwners
                        .handle(new FindLostOwners.Query(caller, new RepKey(rep)))
                        .map(keys -> keys.stream().map(ConnectionKey::value).toList())
                : Mono.just(List.of());
    }

    /**
     * A page of documents, in the order of keys.
     *
     * @param all how many there are, whatever was looked for; of accounts whether there are any
     * @param next the key after which there are more; null when there are none
     * @param mirrors the connection from whose CRM one comes, by its key; of accounts only
     * @param owners the name of the rep whose it is, by its key; of accounts only
     */
    record Listing(
            List<StoredDocument> shown,
            int all,
            @Nullable String next,
            Map<String, String> mirrors,
            Map<String, String> owners) {
        Listing {
            shown = List.copyOf(shown);
            mirrors = Map.copyOf(mirrors);
            owners = Map.copyOf(owners);
        }
    }

    /** Those that somebody may mean; accounts may be too many to be read for that. */
    Mono<Listing> listing(
            Caller caller, SetupKind kind, String sought, @Nullable String after, int limit) {
        return kind == SetupKind.ACCOUNT
                ? accounts(caller, sought, after, limit)
                : all(caller, kind.documents())
                        .collectList()
                        .map(all -> {
                            var page =
                                    Page.cut(
                                            all.stream()
                                                    .filter(each -> SetupRow.matches(each, sought))
                                                    .filter(each ->
                                                            after == null
                                                                    || each.key().compareTo(after)
                                                                            > 0)
                                                    .limit(limit + 1L)
                                                    .toList(),
                                            limit,
                                            StoredDocument::key);
                            return new Listing(
                                    page.items(), all.size(), page.next(), Map.of(), Map.of());
                        });
    }

    private Mono<Listing> accounts(
            Caller caller, String sought, @Nullable String after, int limit) {
        return accounts.handle(new FindAccounts.Query(caller, sought, after, limit))
                .zipWith(accounts.handle(new FindAccounts.Query(caller, "", null, Page.LEAST)))
                .map(found -> {
                    var mirrored = new LinkedHashMap<String, String>();
                    var owned = new LinkedHashMap<String, String>();
                    for (KnownAccount each : found.getT1().items()) {
                        var mirror = each.mirror();
                        if (mirror != null) {
                            mirrored.put(each.account().key(), mirror.value());
                        }
                        var owner = each.owner();
                        if (owner != null) {
                            owned.put(each.account().key(), owner);
                        }
                    }
                    return new Listing(
                            found.getT1().items().stream().map(KnownAccount::account).toList(),
                            found.getT2().items().size(),
                            found.getT1().next(),
                            mirrored,
                            owned);
                });
    }

    /** The connection from whose CRM an account comes; empty for all else. */
    Mono<String> mirror(Caller caller, SetupKind kind, String key) {
        return kind == SetupKind.ACCOUNT && Key.isValid(key)
                ? mirrors.handle(new ShowMirror.Query(caller, key)).map(ConnectionKey::value)
                : Mono.empty();
    }

    /** One that is to be changed or deleted here; what comes from a CRM is not. */
    Mono<StoredDocument> own(Caller caller, SetupKind kind, String key) {
        return one(caller, kind, key)
                .filterWhen(_ -> mirror(caller, kind, key).hasElement().map(mirrored -> !mirrored))
                .switchIfEmpty(
                        Mono.error(() ->
                                new ResponseStatusException(
                                        HttpStatus.CONFLICT, "it is a CRM's mirror")));
    }

    /** In the order of keys. */
    Flux<StoredDocument> all(Caller caller, ConfigurationKind kind) {
        return list.handle(new ListConfiguration.Query(caller, kind, null, Page.MOST))
                .expand(page ->
                        Mono.justOrEmpty(page.following())
                                .flatMap(after ->
                                        list.handle(
                                                new ListConfiguration.Query(
                                                        caller, kind, after, Page.MOST))))
                .concatMapIterable(Page::items);
    }

    /** Empty when there is none. */
    Mono<StoredDocument> find(Caller caller, SetupKind kind, String key) {
        return Key.isValid(key)
                ? get.handle(new GetConfiguration.Query(caller, kind.documents(), key))
                : Mono.empty();
    }

    Mono<StoredDocument> one(Caller caller, SetupKind kind, String key) {
        return find(caller, kind, key)
                .switchIfEmpty(
                        Mono.error(() ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND, "no such document")));
    }

    /** Whether {@link #one} found none. */
    static boolean isGone(Throwable error) {
        return error instanceof ResponseStatusException refusal
                && refusal.getStatusCode() == HttpStatus.NOT_FOUND;
    }

    /** By whose clocks a document goes that names none; the world's where it has no moments. */
    Mono<ZoneId> inheritedZone(Caller caller, SetupKind kind, String key) {
        return kind == SetupKind.REP
                ? inheritedZone.handle(
                        new FindInheritedZone.Query(
                                caller, Key.isValid(key) ? new RepKey(key) : null))
                : Mono.just(ZoneOffset.UTC);
    }

    /** How many leads wait in it; nowhere else than in a queue do they. */
    Mono<Long> waiting(Caller caller, SetupKind kind, String key) {
        return kind == SetupKind.QUEUE
                ? queues.handle(caller)
                        .map(all ->
                                all.stream()
                                        .filter(queue -> queue.key().equals(key))
                                        .mapToLong(QueueView::waiting)
                                        .sum())
                : Mono.just(0L);
    }

    /** What a form of the kind lets one choose from. */
    Mono<Map<String, List<Choice>>> choices(Caller caller, SetupKind kind) {
        return switch (kind) {
            case REP, TEAM ->
                    choices(caller, ConfigurationKind.REP)
                            .map(reps -> Map.of("rep", reps, "zone", ZONES));
            case POOL -> choices(caller, ConfigurationKind.REP).map(reps -> Map.of("rep", reps));
            case QUEUE ->
                    choices(caller, ConfigurationKind.TEAM)
                            .zipWith(choices(caller, ConfigurationKind.TEMPLATE))
                            .map(found -> Map.of("team", found.getT1(), "template", found.getT2()));
            case ACCOUNT ->
                    Mono.zip(
                                    choices(caller, ConfigurationKind.REP),
                                    choices(caller, ConfigurationKind.SEGMENT),
                                    choices(caller, ConfigurationKind.LIST))
                            .map(found ->
                                    Map.of(
                                            "rep",
                                            found.getT1(),
                                            "segment",
                                            found.getT2(),
                                            "list",
                                            found.getT3()));
            case TERRITORY ->
                    choices(caller, ConfigurationKind.TERRITORY)
                            .map(territories -> Map.of("territory", territories));
            default -> Mono.just(Map.of());
        };
    }

    /**
     * The words, with the names that the workspace has given to its own fields where documents of
     * the kind name them.
     */
    Mono<Words> words(Caller caller, SetupKind kind, Words plain) {
        return fields(caller, kind).map(fields -> calling(fields, plain));
    }

    static Words calling(FieldCatalogue fields, Words plain) {
        return plain.calling(
                fields.paths().stream()
                        .flatMap(path -> fields.definition(path).stream())
                        .filter(field -> !field.isStandard())
                        .collect(Collectors.toMap(FieldDefinition::key, FieldDefinition::name)));
    }

    /** What the condition of a segment can ask for. */
    Mono<List<FieldGroup>> fieldGroups(Caller caller, Words plain) {
        return fields(caller, SetupKind.SEGMENT)
                .zipWith(
                        choices(caller, ConfigurationKind.TEAM)
                                .map(teams ->
                                        teams.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Choice::key, Choice::name))))
                .map(found -> FieldGroup.of(found.getT1(), found.getT2(), plain));
    }

    /** What can be said of a lead, where a form of the kind lets one say it; else the standard. */
    Mono<FieldCatalogue> fields(Caller caller, SetupKind kind) {
        return kind != SetupKind.SEGMENT && kind != SetupKind.TEMPLATE
                ? Mono.just(FieldCatalogue.standard())
                : all(caller, ConfigurationKind.FIELD)
                        .concatMapIterable(each ->
                                FieldDefinition.read(
                                                each.key(),
                                                Part.root(each.document(), new Violations()))
                                        .stream()
                                        .toList())
                        .collectList()
                        .map(FieldCatalogue::of);
    }

    private Mono<List<Choice>> choices(Caller caller, ConfigurationKind kind) {
        return all(caller, kind)
                .map(each -> new Choice(each.key(), nameOf(each)))
                .sort(Comparator.comparing(choice -> choice.name().toLowerCase(Locale.ROOT)))
                .collectList();
    }

    static String nameOf(StoredDocument document) {
        return document.document().get("name") instanceof String name && !name.isBlank()
                ? name
                : document.key();
    }
}
