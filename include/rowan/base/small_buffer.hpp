// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace rowan {

/// A growing array of trivially copyable elements whose first `Inline` live in the object itself.
///
/// Statements are assembled in these, so that building a query allocates nothing in the usual case;
/// usable in constant expressions.
template <typename Element, std::size_t Inline>
class SmallBuffer {
    static_assert(std::is_trivially_copyable_v<Element> &&
                  std::is_trivially_default_constructible_v<Element>);

  public:
    constexpr SmallBuffer() {
        if (std::is_constant_evaluated())
            for (auto& element : inline_)
                element = Element{};
    }
    constexpr SmallBuffer(const SmallBuffer& other) : SmallBuffer() { append(other); }
    constexpr SmallBuffer(SmallBuffer&& other) noexcept : SmallBuffer() { take(other); }
    constexpr SmallBuffer& operator=(const SmallBuffer& other) {
        if (this != &other) {
            size_ = 0;
            append(other);
        }
        return *this;
    }
    constexpr SmallBuffer& operator=(SmallBuffer&& other) noexcept {
        if (this != &other) {
            release();
            take(other);
        }
        return *this;
    }
    constexpr ~SmallBuffer() { release(); }

    constexpr void push_back(Element element) {
        if (size_ == capacity_)
            delete[] grow(size_ + 1);
        data()[size_++] = element;
    }
    constexpr void append(const Element* first, std::size_t count) {
        // `first` may point into this buffer, so its old elements live until they are copied.
        Element* outgrown = size_ + count > capacity_ ? grow(size_ + count) : nullptr;
        copy(data() + size_, first, count);
        size_ += count;
        delete[] outgrown;
    }
    constexpr void append(const SmallBuffer& other) { append(other.data(), other.size_); }
    constexpr void clear() { size_ = 0; }
    constexpr void resize(std::size_t count, Element fill = {}) {
        while (size_ < count)
            push_back(fill);
        size_ = count;
    }
    /// Opens a gap of one element at `position`.
    constexpr void insert(std::size_t position, Element element) {
        push_back(element);
        Element* elements = data();
        for (std::size_t i = size_ - 1; i > position; --i)
            elements[i] = elements[i - 1];
        elements[position] = element;
    }
    /// Takes out the element at `position`.
    constexpr void erase(std::size_t position) {
        Element* elements = data();
        for (std::size_t i = position + 1; i < size_; ++i)
            elements[i - 1] = elements[i];
        --size_;
    }

    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    [[nodiscard]] constexpr Element* data() { return heap_ ? heap_ : inline_; }
    [[nodiscard]] constexpr const Element* data() const { return heap_ ? heap_ : inline_; }
    [[nodiscard]] constexpr Element& operator[](std::size_t i) { return data()[i]; }
    [[nodiscard]] constexpr const Element& operator[](std::size_t i) const { return data()[i]; }
    [[nodiscard]] constexpr const Element* begin() const { return data(); }
    [[nodiscard]] constexpr const Element* end() const { return data() + size_; }

    friend constexpr bool operator==(const SmallBuffer& left, const SmallBuffer& right) {
        if (left.size_ != right.size_)
            return false;
        for (std::size_t i = 0; i < left.size_; ++i)
            if (!(left[i] == right[i]))
                return false;
        return true;
    }

  private:
    static constexpr void copy(Element* to, const Element* from, std::size_t count) {
        if (std::is_constant_evaluated()) {
            for (std::size_t i = 0; i < count; ++i)
                to[i] = from[i];
        } else if (count > 0) {
            __builtin_memcpy(to, from, count * sizeof(Element));
        }
    }
    /// Moves to a larger place; returns the old one, to be deleted.
    [[nodiscard]] constexpr Element* grow(std::size_t least) {
        std::size_t wanted = capacity_ * 2 > least ? capacity_ * 2 : least;
        auto* larger = new Element[wanted]{};
        for (std::size_t i = 0; i < size_; ++i)
            larger[i] = data()[i];
        capacity_ = wanted;
        Element* outgrown = heap_;
        heap_ = larger;
        return outgrown;
    }
    constexpr void release() {
        delete[] heap_;
        heap_ = nullptr;
        capacity_ = Inline;
        size_ = 0;
    }
    constexpr void take(SmallBuffer& other) noexcept {
        if (other.heap_) {
            heap_ = other.heap_;
            capacity_ = other.capacity_;
            other.heap_ = nullptr;
            other.capacity_ = Inline;
        } else {
            copy(inline_, other.inline_, other.size_);
        }
        size_ = other.size_;
        other.size_ = 0;
    }

    Element* heap_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = Inline;
    Element inline_[Inline];
};

} // namespace rowan
