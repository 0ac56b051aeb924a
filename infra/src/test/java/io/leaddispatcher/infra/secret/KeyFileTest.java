package io.leaddispatcher.infra.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("keys").resolve("key");
    }

    @Test
    void nobodyButItsOwnerMayReadIt() throws IOException {
        KeyFile.readOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void oneThatOthersMayReadIsClosedToThemAndStaysTheSame() throws IOException {
        String key = KeyFile.readOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(KeyFile.readOrCreate(file)).isEqualTo(key);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLeftBesideIt() throws IOException {
        KeyFile.readOrCreate(file);

        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void eachHasAKeyOfItsOwn() {
        String key = KeyFile.readOrCreate(file);

        assertThat(Base64.getDecoder().decode(key)).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(KeyFile.readOrCreate(folder.resolve("other"))).isNotEqualTo(key);
    }

    @Test
    void whatIsThereIsReadAndNeverOverwritten() throws IOException {
        String made = KeyFile.readOrCreate(file);
        assertThat(KeyFile.readOrCreate(file)).isEqualTo(made);

        Files.writeString(file, "from a backup");

        assertThat(KeyFile.readOrCreate(file)).isEqualTo("from a backup");
        assertThat(file).hasContent("from a backup");
    }
}
