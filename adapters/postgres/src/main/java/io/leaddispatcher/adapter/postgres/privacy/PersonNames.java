package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person is called by their leads. */
@Component
final class PersonNames {

    private static final String DOCUMENTS =
            """
            select id, document from lead where tenant_id = :tenant and id = any (:leads)
            """;

    private final DatabaseClient database;

    PersonNames(DatabaseClient database) {
        this.database = database;
    }

    /** Also where it is not shown to everybody. */
    Mono<String[]> of(FoundPerson person, RowCipher cipher) {
        return database.sql(DOCUMENTS)
                .bind("tenant", person.tenant().value())
                .bind("leads", person.leadIds())
                .map(row -> name(row, cipher))
                .all()
                .filter(name -> !name.isBlank())
                .distinct()
                .collectList()
                .map(names -> names.toArray(String[]::new));
    }

    private static String name(Readable row, RowCipher cipher) {
        Map<String, Object> document =
                cipher.read(
                        row.get("document", Json.class),
                        EncryptedColumn.LEAD_DOCUMENT,
                        Objects.requireNonNull(row.get("id", UUID.class)));
        return document.get("contact") instanceof Map<?, ?> contact
                ? Stream.of("firstName", "lastName")
                        .flatMap(part -> Stream.ofNullable(contact.get(part)))
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))
                : "";
    }
}
