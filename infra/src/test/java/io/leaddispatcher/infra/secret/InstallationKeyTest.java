package io.leaddispatcher.infra.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.infra.failure.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationKeyTest {

    private static final String DATABASE = "postgresql://dispatcher@db.example/dispatcher";

    @TempDir private Path folder;

    private InstallationKey ofFolder() {
        return Installations.with(Map.of("data-dir", folder.toString()));
    }

    private Path file() {
        return folder.resolve("keys").resolve("encryption-key");
    }

    @Test
    void allNodesWithOneKeyDeriveTheSame() {
        // printf 'seals' | openssl dgst -sha256 -hmac aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -binary
        assertThat(Installations.keyOf('a').derive("seals"))
                .isEqualTo("AkidPhRxC8fppIMtTjF6cV3-c0R28LiKCG05FMuQbwk")
                .isNotEqualTo(Installations.keyOf('b').derive("seals"))
                .isNotEqualTo(Installations.keyOf('a').derive("pseudonyms of persons"));
    }

    @Test
    void aKeyThatIsGivenIsNotWrittenAnywhere() {
        Installations.with(
                Map.of(
                        "data-dir", folder.toString(),
                        "encryption-key", Installations.base64("a".repeat(32))));

        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MDEyMzQ1Njc4OWFiY2RlZg==", "not-a-key", "MDEyMzQ1Njc4OWFiY2RlZjA=="})
    void aKeyOfAnotherLengthOrAlphabetStopsTheStart(String given) {
        assertThatThrownBy(() -> Installations.with(Map.of("encryption-key", given)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("dispatcher.encryption-key")
                .hasMessageNotContaining(given);
    }

    @Test
    void anExternalDatabaseWithoutAKeyStopsTheStartAndNoneIsMade() {
        assertThatThrownBy(() ->
                        Installations.with(
                                Map.of("data-dir", folder.toString(), "database.url", DATABASE)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("dispatcher.encryption-key");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theEmbeddedDatabaseHasAKeyOfItsOwnThatStays() {
        String derived = ofFolder().derive("seals");

        assertThat(ofFolder().derive("seals")).isEqualTo(derived);
        assertThat(file()).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broken", "MDEyMzQ1Njc4OWFiY2RlZg=="})
    void aBrokenKeyFileStopsTheStartAndIsLeftAsItIs(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);

        assertThatThrownBy(this::ofFolder).isInstanceOf(CannotStartException.class);

        assertThat(file()).hasContent(content);
    }

    @Test
    void theKeyOfTheFolderIsAnotherOne() {
        String derived = InstallationKey.deriveFromFolder(folder, "superuser");

        assertThat(InstallationKey.deriveFromFolder(folder, "superuser")).isEqualTo(derived);
        assertThat(ofFolder().derive("superuser")).isNotEqualTo(derived);
    }

    @Test
    void nobodyChangesTheKeyAndNothingPrintsIt() {
        InstallationKey key = Installations.keyOf('a');
        String derived = key.derive("seals");

        key.bytes()[0] = 0;

        assertThat(key.derive("seals")).isEqualTo(derived);
        assertThat(key).asString().doesNotContain("aaaa", Installations.base64("aaa"));
    }
}
