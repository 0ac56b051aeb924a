package io.leaddispatcher.infra.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A key in a file that only its owner can read, made at the first start and never overwritten. */
final class KeyFile {

    private KeyFile() {}

    /** 32 bytes in base64. */
    static String readOrCreate(Path file) {
        try {
            Files.createDirectories(file.getParent());
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                byte[] fresh = new byte[InstallationKey.BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.writeString(
                        file,
                        Base64.getEncoder().encodeToString(fresh),
                        StandardOpenOption.TRUNCATE_EXISTING);
            } catch (FileAlreadyExistsException e) {
                return Files.readString(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file %s cannot be used".formatted(file), e);
        }
    }
}
