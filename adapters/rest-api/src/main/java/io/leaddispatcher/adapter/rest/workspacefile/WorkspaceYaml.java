package io.leaddispatcher.adapter.rest.workspacefile;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes a workspace so that people and programs read the same: every text in quotes. */
final class WorkspaceYaml {

    private static final String SCHEMA = "schema";

    private static final YAMLMapper MAPPER =
            YAMLMapper.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private WorkspaceYaml() {}

    /** The schema is the first line, by which a file is known. */
    static String of(Map<String, Object> document) {
        Map<String, Object> rest = new LinkedHashMap<>(document);
        Object schema = rest.remove(SCHEMA);
        return SCHEMA + ": " + schema + "\n" + MAPPER.writeValueAsString(rest);
    }
}
