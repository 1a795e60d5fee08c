// Stands in for ankerl::unordered_dense, which few distributions package, with the standard containers.
// The worker uses map, set and hash, and relies on erase(iterator) returning the next one; std's do that, absl's do not.
#ifndef PARLEY_ANKERL_UNORDERED_DENSE_H
#define PARLEY_ANKERL_UNORDERED_DENSE_H

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename T>
	using hash = std::hash<T>;

	template<typename Key, typename Value, typename Hash = std::hash<Key>, typename Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<typename Key, typename Hash = std::hash<Key>, typename Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense

#endif
