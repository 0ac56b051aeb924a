package io.leaddispatcher.infra.secret;

import io.leaddispatcher.infra.failure.CannotStartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A key in a file that only its owner can read, made at the first start and never overwritten. */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private KeyFile() {}

    /** 32 bytes in base64. One that others may read, as after a restore, is closed to them. */
    static String readOrCreate(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                create(file);
            }
            close(file);
            return Files.readString(file);
        } catch (IOException e) {
            throw new CannotStartException(
                    "the key file %s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void close(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        } catch (FileSystemException e) {
            // It is somebody else's, who has opened it for us.
        }
    }

    /** It has its name only once it is whole: a crash in between leaves no empty key. */
    private static void create(Path file) throws IOException {
        Path draft =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), "", PRIVATE);
        try {
            byte[] fresh = new byte[InstallationKey.BYTES];
            new SecureRandom().nextBytes(fresh);
            Files.writeString(draft, Base64.getEncoder().encodeToString(fresh));
            try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(draft, file);
        } catch (FileAlreadyExistsException e) {
            // Somebody else has started at this moment: theirs counts.
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
