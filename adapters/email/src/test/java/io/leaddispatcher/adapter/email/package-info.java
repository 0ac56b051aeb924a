@NullMarked
package io.leaddispatcher.adapter.email;

import org.jspecify.annotations.NullMarked;
