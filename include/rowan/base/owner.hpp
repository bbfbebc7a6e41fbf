// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>

// What std::unique_ptr and std::shared_ptr do, for headers that every file of a program includes:
// <memory> costs g++ 0.08 s there, a tenth of all Rowan.

namespace rowan {

/// Owns one object on the heap.
template <typename Object>
class Owned {
  public:
    Owned() = default;
    /// Takes the object over; it was made by `new`.
    explicit Owned(Object* object) : object_(object) {}
    template <typename Derived>
    Owned(Owned<Derived>&& other) noexcept : object_(other.release()) {}
    Owned(Owned&& other) noexcept : object_(other.release()) {}
    Owned& operator=(Owned&& other) noexcept {
        reset(other.release());
        return *this;
    }
    ~Owned() { delete object_; }

    /// Deletes the object and takes over another one.
    void reset(Object* object = nullptr) {
        Object* before = object_;
        object_ = object;
        delete before;
    }
    /// Gives the object away, to be deleted by the caller.
    [[nodiscard]] Object* release() {
        Object* object = object_;
        object_ = nullptr;
        return object;
    }
    explicit operator bool() const { return object_ != nullptr; }
    Object& operator*() const { return *object_; }
    Object* operator->() const { return object_; }

  private:
    Object* object_ = nullptr;
};

/// One of the holders of an object that counts them: by its `retain()` and `release()`, the last of
/// which deletes it.
template <typename Object>
class Shared {
  public:
    Shared() = default;
    explicit Shared(Object* object) : object_(object) {
        if (object_)
            object_->retain();
    }
    template <typename Derived>
    Shared(const Shared<Derived>& other) : Shared(other.get()) {}
    Shared(const Shared& other) : Shared(other.object_) {}
    Shared(Shared&& other) noexcept : object_(other.object_) { other.object_ = nullptr; }
    Shared& operator=(Shared other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Shared() {
        if (object_)
            object_->release();
    }

    [[nodiscard]] Object* get() const { return object_; }
    explicit operator bool() const { return object_ != nullptr; }
    Object& operator*() const { return *object_; }
    Object* operator->() const { return object_; }

  private:
    Object* object_ = nullptr;
};

} // namespace rowan
