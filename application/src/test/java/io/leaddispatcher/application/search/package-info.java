@NullMarked
package io.leaddispatcher.application.search;

import org.jspecify.annotations.NullMarked;
