@NullMarked
package io.leaddispatcher.application.bulk;

import org.jspecify.annotations.NullMarked;
