@NullMarked
package io.leaddispatcher.application.configuration;

import org.jspecify.annotations.NullMarked;
