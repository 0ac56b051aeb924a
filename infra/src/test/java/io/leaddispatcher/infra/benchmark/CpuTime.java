package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The processor time that the program, its database and this process have used so far. Unlike a
 * rate it says little about what else the machine does meanwhile.
 */
record CpuTime(Duration program, Duration database, Duration load) {

    /** Linux counts in hundredths of a second, whatever its kernel's clock. */
    private static final int TICK_MILLIS = 10;

    static CpuTime now(long program, long database) throws IOException {
        return new CpuTime(
                of(program),
                // A connection that is closed meanwhile takes its process with it.
                of(database).plus(ofEndedChildren(database)).plus(ofChildren(database)),
                of(ProcessHandle.current().pid()));
    }

    CpuTime since(CpuTime earlier) {
        return new CpuTime(
                program.minus(earlier.program),
                database.minus(earlier.database),
                load.minus(earlier.load));
    }

    /** In microseconds for each of so many. */
    String each(int count) {
        return "program %d us, database %d us, load and recorder %d us"
                .formatted(micros(program, count), micros(database, count), micros(load, count));
    }

    private static long micros(Duration time, int count) {
        return time.toNanos() / 1_000 / count;
    }

    private static Duration ofChildren(long parent) {
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(parent).stream().flatMap(ProcessHandle::children)) {
            return children.map(child -> ofChild(child.pid()))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    private static Duration ofChild(long pid) {
        try {
            return of(pid);
        } catch (IOException _) {
            return Duration.ZERO; // ended since it was listed
        }
    }

    private static Duration of(long pid) throws IOException {
        return ofFields(pid, 11, 12);
    }

    private static Duration ofEndedChildren(long parent) throws IOException {
        return ofFields(parent, 13, 14);
    }

    /** By their places behind the name, from nought: time of its own, and time in the kernel. */
    private static Duration ofFields(long pid, int own, int kernel) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[own]) + Long.parseLong(fields[kernel]);
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }
}
