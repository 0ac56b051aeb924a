package io.leaddispatcher.adapter.postgres.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts name a person, as an erasure and an export look for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedPersonIT {

    private static final String ADDRESS = "n@acme.de";
    private static final String PHONE = "+49301234567";

    private final TestDatabase database = TestDatabase.open();
    private @Nullable Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = database.superuser();
    }

    @AfterAll
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n@acme.de",
                "I am N@Acme.de.",
                "n@acme.de. Call me",
                "n@acme.de - me",
                "<n@acme.de>",
                "{\"email\":\"n@acme.de\"}",
                "{\"message\":\"Hello,\\nn@acme.de\\t\"}",
                "{\"message\":\"\\u003cn@acme.de\\u003e\"}",
                "{\"message\":\"n\\u0040acme.de\"}",
                "„n@acme.de“",
                "Hello,\nn@acme.de",
                "acme\\n@acme.de n@acme.de",
                "email=n%40acme.de",
                "message=I+am+n%40acme.de.+Bye",
                "message=%3Cn%40acme.de%3E",
                "message=%22n%40acme.de%22",
                "mailto:%20n@acme.de",
                "nn@acme.de and n@acme.de"
            })
    void anAddressThatStandsByItselfNamesSomebody(String text) throws SQLException {
        assertThat(names(text, ADDRESS, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann@acme.de",
                "1n@acme.de",
                "a.n@acme.de",
                "a_n@acme.de",
                "a%n@acme.de",
                "a+n@acme.de",
                "a-n@acme.de",
                "{\"email\":\"a\\u002Bn@acme.de\"}",
                "{\"message\":\"Hello,\\nan@acme.de\"}",
                "email=an%40acme.de",
                "email=a%2Bn%40acme.de",
                "email=a.n%40acme.de",
                "n@acme.dev",
                "n@acme.de.example",
                "n@acme.de-shop.example",
                "email=n%40acme.dev",
                "nXacme.de",
                "n@acmeXde"
            })
    void anAddressWithinAnotherNamesSomebodyElse(String text) throws SQLException {
        assertThat(names(text, ADDRESS, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob+x@a.de",
                "{\"email\":\"bob\\u002Bx@a.de\"}",
                "email=bob%2Bx%40a.de",
                "email=bob%2bx%40a.de"
            })
    void aPlusIsAPartOfAnAddress(String text) throws SQLException {
        assertThat(names(text, "bob+x@a.de", null)).isTrue();
        assertThat(names(text, "x@a.de", null)).isFalse();
        assertThat(names(text, "bobx@a.de", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 30 1234567",
                "0049 (30) 123-4567",
                "phone=%2B49+30+1234567",
                "phone=%2b49%2030%201234567",
                "%22%2B49301234567%22",
                "{\"phone\":\"\\u002B49301234567\"}",
                "{\"message\":\"\\u002249301234567\\u0022\"}",
                "{\"message\":\"call\\n+49301234567\"}",
                "„+49301234567“",
                "+49\u00a030\u00a01234567",
                "12 +49301234567",
                "+49301234567 +4917012345"
            })
    void aNumberIsFoundHoweverItIsSpaced(String text) throws SQLException {
        assertThat(names(text, ADDRESS, PHONE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+493012345678", "149301234567", "+1493012345670"})
    void aNumberWithinAnotherIsSomebodyElses(String text) throws SQLException {
        assertThat(names(text, ADDRESS, PHONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ana Ruíz", "my leads: ruíz, ana {\"q\": \"\"}", "x {\"q\": \"ANA RUÍZ\"}"})
    void allWordsOfANameNameSomebody(String text) throws SQLException {
        assertThat(namesInFull(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ana", "Ruíz", "Anabel Ruíz", "Ana Ruízo", "Madonna", "Cher"})
    void oneWordOfANameIsTheNameOfMany(String text) throws SQLException {
        assertThat(namesInFull(text)).isFalse();
    }

    private boolean namesInFull(String text) throws SQLException {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        try (var statement =
                connection.prepareStatement(
                        "select names_in_full(?, array['Ana Ruíz', 'Madonna', ' ', 'Cher Cher'])")) {
            statement.setString(1, text);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** As an event is kept. */
    private boolean names(String text, String address, @Nullable String phone) throws SQLException {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        try (var statement =
                connection.prepareStatement(
                        "select names_person(encode(?, 'escape'), array['zz@zz.example', ?], ?)")) {
            statement.setBytes(1, text.getBytes(StandardCharsets.UTF_8));
            statement.setString(2, address);
            statement.setString(3, phone);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
