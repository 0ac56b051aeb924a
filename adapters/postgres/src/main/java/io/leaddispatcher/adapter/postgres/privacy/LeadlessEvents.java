package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events that belong to no lead. There may be a great many, such as each change of a company in a
 * CRM, and each is searched from end to end: page by page, so that no statement takes long.
 */
@Component
final class LeadlessEvents {

    private static final UUID FIRST = new UUID(0, 0);

    // What is encrypted cannot be searched where it is.
    private static final String SOME =
            """
            select id, case when encrypted then raw end as encrypted,
                   not encrypted and names_person(encode(raw, 'escape'), :texts, :phone) as names
              from (select e.id, e.encrypted, e.raw from inbound_event e
                     where e.tenant_id = :tenant and e.lead_id is null and e.id > :after
                     order by e.id
                     limit 100) as page
             order by id
            """;

    // Ids begin with the millisecond at which they were made: before the event was committed, by
    // the
    // clock of any node.
    private static final String BEFORE_THIS_TRANSACTION =
            """
            select (lpad(to_hex((extract(epoch from now() - interval '5 minutes') * 1000)::bigint), 12, '0')
                    || repeat('0', 20))::uuid
            """;

    private static final String NAMING =
            """
            select e.id from unnest(:ids, :contents) as e (id, content) where names_person(e.content, :texts, :phone)
            """;

    private final DatabaseClient database;

    LeadlessEvents(DatabaseClient database) {
        this.database = database;
    }

    /** Those that name the person. */
    Mono<Set<UUID>> naming(FoundPerson person, RowCipher cipher) {
        return naming(person, cipher, FIRST);
    }

    /** Those of them that may have come since the transaction began. */
    Mono<Set<UUID>> namingLatest(FoundPerson person, RowCipher cipher) {
        return database.sql(BEFORE_THIS_TRANSACTION)
                .mapValue(UUID.class)
                .one()
                .flatMap(after -> naming(person, cipher, after));
    }

    private Mono<Set<UUID>> naming(FoundPerson person, RowCipher cipher, UUID after) {
        return some(person, after, cipher)
                .expand(found -> some(person, found.last(), cipher))
                .concatMap(found -> naming(found, person))
                .collect(LinkedHashSet::new, Set::add);
    }

    private record Event(UUID id, boolean names, @Nullable String decrypted) {}

    private record Page(List<Event> events) {

        UUID last() {
            return events.getLast().id();
        }

        List<UUID> named() {
            return events.stream().filter(Event::names).map(Event::id).toList();
        }
    }

    /** Empty when there are none after this one. */
    private Mono<Page> some(FoundPerson person, UUID after, RowCipher cipher) {
        return person.bindNames(database.sql(SOME))
                .bind("tenant", person.tenant().value())
                .bind("after", after)
                .map(row -> event(row, cipher))
                .all()
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(Page::new);
    }

    private static Event event(Readable row, RowCipher cipher) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        byte[] encrypted = row.get("encrypted", byte[].class);
        return new Event(
                id,
                Boolean.TRUE.equals(row.get("names", Boolean.class)),
                encrypted == null
                        ? null
                        : text(cipher.decrypted(encrypted, EncryptedColumn.EVENT_RAW, id)));
    }

    private Flux<UUID> naming(Page found, FoundPerson person) {
        List<UUID> ids = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (Event event : found.events()) {
            if (event.decrypted() != null) {
                ids.add(event.id());
                contents.add(event.decrypted());
            }
        }
        Flux<UUID> named = Flux.fromIterable(found.named());
        return ids.isEmpty()
                ? named
                : named.concatWith(
                        person.bindNames(database.sql(NAMING))
                                .bind("ids", ids.toArray(UUID[]::new))
                                .bind("contents", contents.toArray(String[]::new))
                                .mapValue(UUID.class)
                                .all());
    }

    /** As PostgreSQL can hold it. */
    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8).replace("\0", "");
    }
}
