package io.leaddispatcher.infra.database;

import io.leaddispatcher.infra.failure.CannotStartException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data folder for one program at a time. The operating system lets go of it when the
 * program dies.
 */
final class DataFolderLock implements Closeable {

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataFolderLock take(Path dataDir) throws IOException {
        FileChannel channel = open(dataDir);
        if (lock(channel) == null) {
            channel.close();
            throw new CannotStartException(
                    "another Lead Dispatcher runs on the data folder %s; stop it or choose another folder with --data-dir"
                            .formatted(dataDir));
        }
        return new DataFolderLock(channel);
    }

    /** Whether a program runs on the folder. */
    static boolean isHeld(Path dataDir) throws IOException {
        if (!Files.isDirectory(dataDir)) {
            return false;
        }
        try (FileChannel channel = open(dataDir)) {
            return lock(channel) == null;
        }
    }

    private static FileChannel open(Path dataDir) throws IOException {
        return FileChannel.open(
                dataDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
