package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.GetConfiguration;
import io.leaddispatcher.application.configuration.ListConfiguration;
import io.leaddispatcher.application.configuration.Page;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.queue.ListQueues;
import io.leaddispatcher.application.queue.QueueView;
import io.leaddispatcher.application.routing.FindInheritedZone;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
            ZoneId.getAvailableZoneIds().stream()
                    .filter(zone -> zone.matches("[A-Z][a-z]+/[A-Za-z_/-]+"))
                    .filter(zone -> !zone.startsWith("Etc/"))
                    .sorted()
                    .map(zone -> new Choice(zone, zone))
                    .toList();

    private final ListConfiguration list;
    private final GetConfiguration get;

    private final FindInheritedZone inheritedZone;
    private final ListQueues queues;

    SetupDesk(
            ListConfiguration list,
            GetConfiguration get,
            FindInheritedZone inheritedZone,
            ListQueues queues) {
        this.list = list;
        this.get = get;
        this.inheritedZone = inheritedZone;
        this.queues = queues;
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
            case TERRITORY ->
                    choices(caller, ConfigurationKind.TERRITORY)
                            .map(territories -> Map.of("territory", territories));
            case SEGMENT ->
                    fields(caller, kind)
                            .map(fields ->
                                    Map.of(
                                            "field",
                                            fields.paths().stream()
                                                    .map(path -> new Choice(path, path))
                                                    .toList()));
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
