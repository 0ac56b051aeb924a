package io.leaddispatcher.web.layout;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The files of the pages, and the version that their addresses carry. */
@Component
public final class Assets {

    private final String version;

    Assets() throws IOException {
        version = hash();
    }

    /** Changes whenever one of the files does, so that a browser may keep them for ever. */
    public String version() {
        return version;
    }

    /** Whether the path is that of a file which everybody may see and keep. */
    public boolean covers(String path) {
        return path.startsWith("/css/")
                || path.startsWith("/js/")
                || path.startsWith("/img/")
                || path.startsWith("/vendor/");
    }

    /**
     * Whether what stands at the path never changes: it is asked for by the version of now, or lies
     * in a folder that is named by its own.
     *
     * @param asked the version in the address; null when there is none
     */
    public boolean isForEver(String path, @Nullable String asked) {
        return version.equals(asked) || path.startsWith("/vendor/");
    }

    private static String hash() throws IOException {
        var files =
                new PathMatchingResourcePatternResolver(Assets.class.getClassLoader())
                        .getResources("classpath:/static/**/*.*");
        Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Resource file : files) {
                digest.update(file.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
