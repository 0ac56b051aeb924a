package io.leaddispatcher.infra.access;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Each line that is logged until it is closed, down to the finest ones, as when an operator asks
 * for all; what the settings of the program say of single loggers holds. Nobody else gets them.
 */
final class WholeLog implements AutoCloseable {

    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getEffectiveLevel();
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Map<Logger, Optional<Level>> limits = new LinkedHashMap<>();
    private final Path file;

    WholeLog(Path folder, Environment settings) {
        file = folder.resolve("whole.log");
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern("%level %logger: %msg %mdc%n%ex{full}");
        encoder.start();
        appender.setContext(loggers);
        appender.setEncoder(encoder);
        appender.setFile(file.toString());
        appender.start();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        Binder.get(settings)
                .bind("logging.level", Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of)
                .forEach(this::limit);
        // Of the mail server of the tests.
        limit("com.icegreen", "warn");
    }

    private void limit(String logger, String level) {
        Logger limited = loggers.getLogger(logger);
        limits.put(limited, Optional.ofNullable(limited.getLevel()));
        limited.setLevel(Level.valueOf(level));
    }

    /** The first lines that name each, by what they name. */
    Map<String, List<String>> mentions(Collection<String> texts) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line ->
                    texts.stream()
                            .filter(line::contains)
                            .map(text -> found.computeIfAbsent(text, _ -> new ArrayList<>()))
                            .filter(few -> few.size() < 3)
                            .forEach(few -> few.add(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void close() {
        root.setLevel(before);
        limits.forEach((limited, level) -> limited.setLevel(level.orElse(null)));
        root.detachAppender(appender);
        appender.stop();
        others.forEach(root::addAppender);
    }
}
